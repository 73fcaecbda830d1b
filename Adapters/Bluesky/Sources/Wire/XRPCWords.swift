import SMMAdapterKit

/// What an error answer says, in either form servers send: XRPC's `{"error":"Name","message":"…"}`, or plain text
/// (observed-behaviour, "Bluesky": one PDS program answers text/plain).
enum XRPCWords {
    /// The words of an answer. Only a name made of letters and digits counts as a code.
    static func of(_ response: HTTPResponse) -> PlatformWords {
        guard !(200...299).contains(response.status), response.body.count <= 1 << 20 else { return .none }
        guard let json = JSONValue(response.body) else {
            return isPage(response)
                ? .none : PlatformWords(text: String(decoding: response.body.prefix(2048), as: UTF8.self))
        }
        return PlatformWords(code: json["error"]?.string.flatMap(name), text: json["message"]?.string)
    }

    /// The status of an answer. One PDS program sends every error as a 400 (observed-behaviour, "Bluesky"): there the name
    /// tells which status it is (AT Protocol, "HTTP API (XRPC)").
    static func status(_ response: HTTPResponse) -> Int {
        guard response.status == 400, let name = of(response).code else { return response.status }
        return statuses[name] ?? 400
    }

    private static let statuses = [
        "AuthMissing": 401, "AuthenticationRequired": 401, "Forbidden": 403, "PayloadTooLarge": 413,
        "RateLimitExceeded": 429, "InternalServerError": 500, "MethodNotImplemented": 501, "UpstreamFailure": 502,
        "NotEnoughResources": 503, "UpstreamTimeout": 504,
    ]

    /// Whether a 400 in JSON has no `error`, as when it was cut off or emptied on its way: every XRPC error has one, and it
    /// alone would tell what this one is (``status(_:)``).
    static func isNameless(_ response: HTTPResponse) -> Bool {
        response.status == 400 && JSONValue(response.body)?["error"] == nil
            && response.values("Content-Type").contains { $0.lowercased().hasPrefix("application/json") }
    }

    /// Whether the answer has no XRPC form and is no page of HTML: what a server without error names sends.
    static func isPlain(_ response: HTTPResponse) -> Bool {
        JSONValue(response.body) == nil && !isPage(response) && !response.body.isEmpty
    }

    /// Whether an answer that is no success has a form that PDS programs answer in: an error with a name, or 400 and 401 in
    /// plain text. What stands before a server (a proxy, a portal) answers with pages, with nothing, with JSON of its own,
    /// with a line about a path or an address it does not like (403, 404), or with a challenge for a password of its own.
    static func isOfServer(_ response: HTTPResponse) -> Bool {
        if of(response).code != nil { return true }
        let types = response.values("Content-Type").map { $0.lowercased() }
        return [400, 401].contains(response.status) && isPlain(response) && !types.isEmpty
            && types.allSatisfy { $0.hasPrefix("text/plain") } && response.values("WWW-Authenticate").isEmpty
    }

    private static func isPage(_ response: HTTPResponse) -> Bool {
        response.values("Content-Type").contains { $0.lowercased().hasPrefix("text/html") }
    }

    /// `text` when it can be the name of an error: letters, digits, `_` and `-`, at most 128; else nil.
    static func name(_ text: String) -> String? {
        let isName = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isName && !text.isEmpty && text.utf8.count <= 128 ? text : nil
    }
}
