import SMMAdapterKit

/// What a refusal of a Mastodon-API server says in codes; its sentences are in the language of its administrator.
enum ServerWords {
    /// The words of an answer that is no success.
    ///
    /// The code is, in this order: the `error` of a `WWW-Authenticate: Bearer` challenge (RFC 6750 section 3), the
    /// `error` of an OAuth body that also has an `error_description` (RFC 6749 section 5.2), and the first
    /// `details.*.error` of a validation (`ERR_TOO_LONG`, `ERR_BLANK`, …).
    static func read(_ response: HTTPResponse) -> PlatformWords {
        guard response.status >= 300 else { return .none }
        let body = JSONValue(bytes: response.body)
        let text = body?["error"]?.string ?? body?["error_description"]?.string
        return PlatformWords(
            code: challenge(response) ?? oauth(body) ?? detail(body), text: text.map { String($0.prefix(512)) })
    }

    /// Whether a refusal has the form the API gives it: JSON with an `error`, or for a 400 one line of plain text, which
    /// is what some servers say to a bad token (observed, Takahē 0.11).
    static func isOfAPI(_ response: HTTPResponse) -> Bool {
        if let body = JSONValue(bytes: response.body) { return body["error"]?.filled != nil }
        guard response.status == 400, response.body.count <= 200,
            let text = String(validating: response.body, as: UTF8.self)
        else { return false }
        let line = text.drop(while: \.isWhitespace)
        return !line.isEmpty && !line.contains("<") && line.split(whereSeparator: \.isNewline).count == 1
    }

    /// Whether the token lives but was not given the right for this.
    static func lacksScope(_ response: HTTPResponse) -> Bool {
        response.status == 403 && challenge(response) == "insufficient_scope"
    }

    private static func challenge(_ response: HTTPResponse) -> String? {
        for value in response.values("www-authenticate") where value.utf8.count <= 4096 {
            guard let (_, after) = value.split(at: "error=\""), let (code, _) = after.split(at: "\"") else { continue }
            return isCode(code) ? String(code) : nil
        }
        return nil
    }

    private static func oauth(_ body: JSONValue?) -> String? {
        guard body?["error_description"] != nil, let code = body?["error"]?.string, isCode(Substring(code)) else {
            return nil
        }
        return code
    }

    private static func detail(_ body: JSONValue?) -> String? {
        guard let details = body?["details"]?.members else { return nil }
        for (_, list) in details.sorted(by: { $0.key < $1.key }) {
            for item in list.elements ?? [] {
                if let code = item["error"]?.string, isCode(Substring(code)) { return code }
            }
        }
        return nil
    }

    private static func isCode(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
            }
    }
}
