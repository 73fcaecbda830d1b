import SMMAdapterKit
import SMMModel

/// The fake network's requests and answers as its adapter writes and reads them.
struct FakeWire {
    static let defaultURL = "https://fake.example"

    private let base: String
    private let authorisation: HTTPField

    init(_ account: AccountProfile) {
        let handle = account.settings["handle"] ?? account.id.description
        base = (account.settings["url"] ?? Self.defaultURL) + "/v1/accounts/" + handle
        authorisation = HTTPField("Authorization", "Bearer fake-" + handle)
    }

    func create(_ body: FakeJSON, key: String?) -> HTTPRequest {
        json("POST", "/posts", body, extra: key.map { [HTTPField("Idempotency-Key", $0)] } ?? [])
    }

    /// A PUT under a key of our own may be sent twice.
    func put(_ key: String, _ body: FakeJSON) -> HTTPRequest {
        json("PUT", "/posts/" + key, body, isIdempotent: true)
    }

    func edit(_ id: String, _ body: FakeJSON) -> HTTPRequest {
        json("PATCH", "/posts/" + Self.segment(id), body, isIdempotent: true)
    }

    func delete(_ id: String) -> HTTPRequest {
        HTTPRequest(
            method: "DELETE", url: base + "/posts/" + Self.segment(id), headers: [authorisation], isIdempotent: true)
    }

    func get(_ id: String) -> HTTPRequest {
        HTTPRequest(method: "GET", url: base + "/posts/" + Self.segment(id), headers: [authorisation])
    }

    func makeContainer(_ body: FakeJSON) -> HTTPRequest { json("POST", "/containers", body) }

    func getContainer(_ id: String) -> HTTPRequest {
        HTTPRequest(method: "GET", url: base + "/containers/" + Self.segment(id), headers: [authorisation])
    }

    func publishContainer(_ id: String) -> HTTPRequest {
        HTTPRequest(method: "POST", url: base + "/containers/\(Self.segment(id))/publish", headers: [authorisation])
    }

    func upload(_ bytes: [UInt8], type: String) -> HTTPRequest {
        HTTPRequest(
            method: "POST", url: base + "/media", headers: [authorisation, HTTPField("Content-Type", type)],
            body: bytes, isIdempotent: true)
    }

    func list(from: Instant, until: Instant, cursor: String?) -> HTTPRequest {
        let page = cursor.map { "&cursor=" + Self.segment($0) } ?? ""
        let query = "?since=\(from.milliseconds)&until=\(until.milliseconds)" + page
        return HTTPRequest(method: "GET", url: base + "/posts" + query, headers: [authorisation])
    }

    /// The body of a post; nil when a medium has no remote id yet.
    static func body(_ request: PublishRequest, forEdit: Bool = false) -> FakeJSON? {
        var media: [FakeJSON] = []
        for (index, medium) in request.part.media.enumerated() {
            guard let id = request.steps["media.\(index)"] else { return nil }
            var fields = ["id": FakeJSON.string(id)]
            if let alt = medium.alt { fields["alt"] = .string(alt) }
            media.append(.object(fields))
        }
        var fields: [String: FakeJSON] = [
            "text": .string(request.part.text), "language": .string(request.language),
            "visibility": .string(request.options["visibility"] ?? "public"),
        ]
        if !media.isEmpty { fields["media"] = .array(media) }
        if !forEdit {
            fields["tag"] = .string(request.operation.description)
            if let parent = request.parent { fields["parent"] = .string(parent.remoteID) }
            if let root = request.root { fields["root"] = .string(root.remoteID) }
        }
        return .object(fields)
    }

    static func id(_ response: HTTPResponse) -> String? {
        guard let id = FakeJSON(bytes: response.body)?["id"]?.string, !id.isEmpty else { return nil }
        return id
    }

    static func receipt(_ response: HTTPResponse) -> Receipt? {
        guard let body = FakeJSON(bytes: response.body), let id = body["id"]?.string, !id.isEmpty else { return nil }
        return Receipt(remoteID: id, url: body["url"]?.string)
    }

    static func words(_ response: HTTPResponse) -> PlatformWords {
        guard response.status >= 300, let error = FakeJSON(bytes: response.body)?["error"] else { return .none }
        return PlatformWords(code: error["code"]?.string, text: error["message"]?.string)
    }

    /// The post an `already-published` refusal names.
    static func publishedPost(_ response: HTTPResponse) -> String? {
        FakeJSON(bytes: response.body)?["error"]?["post"]?.string
    }

    private func json(
        _ method: String, _ path: String, _ body: FakeJSON, extra: [HTTPField] = [], isIdempotent: Bool = false
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, url: base + path,
            headers: [authorisation, HTTPField("Content-Type", "application/json")] + extra, body: body.bytes,
            isIdempotent: isIdempotent)
    }

    /// A remote id as one path segment: a hostile network must not choose our paths.
    private static func segment(_ id: String) -> String {
        let hex = Array("0123456789ABCDEF")
        var text = ""
        for byte in id.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 95, 126: text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
            }
        }
        return text
    }
}
