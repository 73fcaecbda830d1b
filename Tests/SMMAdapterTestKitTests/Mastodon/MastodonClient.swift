import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

/// Somebody who speaks to a fake server as an account.
struct MastodonClient {
    let network: any ConformanceNetwork
    let host: FakeMastodonHost
    let clock: FakeClock
    var token: Secret?
    let base = "https://fake.example"

    /// A server with the accounts `bakery` and `ann`, and a client of the first.
    init(_ rules: FakeMastodonRules = .mastodon, contract: OpenAPIContract? = nil) {
        clock = FakeClock()
        host = FakeMastodonHost(rules, accounts: ["bakery", "ann"], clock: clock)
        network = contract.map { [host] in ContractNetwork(host, contract: $0, checksAnswers: true) } ?? host
        token = host.makeToken(for: "bakery")
    }

    /// The same as another account.
    func acting(as name: String, scopes: [String]? = nil) -> MastodonClient {
        var other = self
        other.token = host.makeToken(for: name, scopes: scopes)
        return other
    }

    /// The same without a token.
    var anonymous: MastodonClient {
        var other = self
        other.token = nil
        return other
    }

    func send(
        _ method: String, _ path: String, headers: [HTTPField] = [], body: [UInt8] = []
    ) async throws -> HTTPResponse {
        let url = path.hasPrefix("http") ? path : base + path
        return try await network.send(
            HTTPRequest(
                method: method, url: url, headers: headers,
                authorization: token.map { Secret("Bearer " + $0.reveal()) }, body: body))
    }

    func get(_ path: String) async throws -> HTTPResponse { try await send("GET", path) }

    func json(
        _ method: String, _ path: String, _ body: [String: FakeJSON], key: String? = nil
    ) async throws -> HTTPResponse {
        var headers = [HTTPField("Content-Type", "application/json")]
        if let key { headers.append(HTTPField("Idempotency-Key", key)) }
        return try await send(method, path, headers: headers, body: FakeJSON.object(body).bytes)
    }

    func form(_ method: String, _ path: String, _ fields: [(String, String)]) async throws -> HTTPResponse {
        try await send(
            method, path, headers: [HTTPField("Content-Type", "application/x-www-form-urlencoded")],
            body: Array(FormText.encode(fields.map { (name: $0.0, value: $0.1) }).utf8))
    }

    func post(_ text: String, _ more: [String: FakeJSON] = [:], key: String? = nil) async throws -> HTTPResponse {
        var body = more
        body["status"] = .string(text)
        return try await json("POST", "/api/v1/statuses", body, key: key)
    }

    /// Uploads a medium and gives the answer.
    func upload(
        _ bytes: [UInt8] = [1, 2, 3], type: String = "image/jpeg", path: String = "/api/v2/media",
        _ texts: [(String, String)] = []
    ) async throws -> HTTPResponse {
        var form = MultipartForm(boundary: "boundary0boundary")
        for (name, value) in texts { form.add(name, value) }
        form.add("file", file: "picture", type: type, content: HTTPBody(bytes))
        return try await send(
            "POST", path, headers: [HTTPField("Content-Type", form.contentType)], body: form.body.bytes ?? [])
    }

    /// Publishes and gives the id.
    func published(_ text: String, _ more: [String: FakeJSON] = [:]) async throws -> String {
        try #require(try await post(text, more)["id"]?.string)
    }

    /// Uploads a picture and gives its id.
    func picture(_ bytes: [UInt8] = [1, 2, 3]) async throws -> String {
        try #require(try await upload(bytes)["id"]?.string)
    }
}

extension HTTPResponse {
    /// The body as JSON.
    var json: FakeJSON? { FakeJSON.reading(body) }
    /// A member of the body.
    subscript(name: String) -> FakeJSON? { json?[name] }
    /// Ids in a list.
    var ids: [String] { (json?.elements ?? []).compactMap { $0["id"]?.string } }
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
    /// The address of a link.
    func link(_ relation: String) -> String? {
        values("Link").flatMap { $0.split(separator: ",") }.first { $0.contains("rel=\"\(relation)\"") }
            .flatMap { part in
                guard let open = part.firstIndex(of: "<"), let close = part.firstIndex(of: ">") else { return nil }
                return String(part[open..<close].dropFirst())
            }
    }
}
