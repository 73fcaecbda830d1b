import SMMAdapterKit
import SMMAdapterTestKit
import SMMAtproto
import SMMModel
import SMMTestSupport
import Testing

/// Speaks to a fake as a client does, and checks every answer it likes against the lexicons where they are there.
struct BlueskyClient: Sendable {
    static let collection = "app.bsky.feed.post"
    static let chat = "did:web:api.bsky.chat#bsky_chat"

    let clock = FakeClock()
    let host: FakeBlueskyHost
    let did: String
    private let catalog: LexiconCatalog?

    init(_ rules: FakeBlueskyRules = .reference) throws {
        let catalog = SharedFolder.isWanted ? try SharedLexicons.catalog() : nil
        host = FakeBlueskyHost(rules, catalog: catalog, clock: clock)
        self.catalog = catalog
        did = try #require(
            host.change { network, now in
                network.addAccount("bob.example", now: now)
                let did = network.addAccount("alice.example", password: Secret("main"), now: now)
                network.addAppPassword(Secret("app"), to: "alice.example")
                network.addAppPassword(Secret("privileged"), isPrivileged: true, to: "alice.example")
                return did
            })
    }

    struct Reply {
        let status: Int
        let headers: HTTPResponse
        let value: ATValue
        var error: String? { value["error"]?.string }
    }

    /// Asks; the answer of a success is checked.
    func call(
        _ verb: String, _ path: String, _ body: ATValue? = nil, token: String? = nil, proxy: String? = nil
    ) throws -> Reply {
        try raw(
            verb, "/xrpc/" + path, body.map { ("application/json", $0.json) }, token: token,
            headers: proxy.map { [HTTPField("atproto-proxy", $0)] } ?? [])
    }

    func raw(
        _ verb: String, _ path: String, _ body: (type: String, bytes: [UInt8])? = nil, token: String? = nil,
        headers: [HTTPField] = [], host name: String = "pds.example"
    ) throws -> Reply {
        var request = HTTPRequest(
            method: verb, url: "https://\(name)" + path, headers: headers, body: body?.bytes ?? [])
        if let body { request.headers.append(HTTPField("Content-Type", body.type)) }
        request.authorization = token.map { Secret("Bearer " + $0) }
        guard case .whole(let response) = host.handle(request.revealed) else {
            Issue.record("no whole answer")
            return Reply(status: 0, headers: HTTPResponse(status: 0), value: .null)
        }
        let method = String(path.dropFirst(6).prefix { $0 != "?" })
        if response.status == 200, let catalog {
            #expect(catalog.violations(ofAnswer: response, to: method).map(\.description) == [])
        }
        let text = String(decoding: response.body, as: UTF8.self)
        return Reply(
            status: response.status, headers: response,
            value: (try? ATValue(json: response.body)) ?? .string(text))
    }

    /// Logs in; gives both tokens.
    func login(_ password: String = "app", factor: String? = nil) throws -> (access: String, refresh: String) {
        var body: [String: ATValue] = ["identifier": "alice.example", "password": .string(password)]
        body["authFactorToken"] = factor.map(ATValue.string)
        return tokens(try call("POST", "com.atproto.server.createSession", .map(body)))
    }

    func tokens(_ reply: Reply) -> (access: String, refresh: String) {
        (reply.value["accessJwt"]?.string ?? "", reply.value["refreshJwt"]?.string ?? "")
    }

    func record(_ text: String) -> [String: ATValue] {
        [
            "$type": .string(Self.collection), "text": .string(text),
            "createdAt": .string(ATDatetime(milliseconds: clock.now.milliseconds).text),
        ]
    }

    func put(
        _ key: String, _ record: [String: ATValue], token: String, method: String = "putRecord",
        more: [String: ATValue] = [:]
    ) throws -> Reply {
        let body: [String: ATValue] = [
            "repo": .string(did), "collection": .string(record["$type"]?.string ?? Self.collection),
            "rkey": .string(key), "record": .map(record),
        ]
        return try call("POST", "com.atproto.repo." + method, .map(body.merging(more) { $1 }), token: token)
    }

    func key(_ number: Int) -> String { TID(microseconds: 1_795_428_000_000_000 + Int64(number), clock: 1).text }
    func uri(_ number: Int) -> String { "at://\(did)/\(Self.collection)/\(key(number))" }
}
