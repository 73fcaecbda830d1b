import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Connecting an account")
struct ConnectTests {
    private static let verify = "GET /api/v1/accounts/verify_credentials"
    private static let instance = "GET /api/v2/instance"
    private static let apps = "POST /api/v1/apps"
    private static let token = "POST /oauth/token"
    private static let metadata = "GET /.well-known/oauth-authorization-server"

    /// A server that does everything right.
    private func desk() -> Desk {
        let desk = Desk()
        desk.server.on(
            Self.metadata,
            json:
                #"{"issuer":"https://example.social/","code_challenge_methods_supported":["S256"],"token_endpoint":"https://evil.example/t","scopes_supported":["read","read:accounts","read:statuses","read:notifications","read:search","write","write:statuses","write:media","write:accounts","write:favourites"]}"#
        )
        desk.server.on(Self.instance, json: Reply.instance())
        desk.server.on(Self.apps, json: #"{"client_id":"ci","client_secret":"cs-77"}"#)
        desk.server.on(Self.token, json: #"{"access_token":"at-77","token_type":"Bearer","scope":"read write"}"#)
        desk.server.on(Self.verify, json: Reply.account())
        desk.server.on("GET /api/v1/accounts/108/statuses", json: "[\(Reply.status("1"))]")
        return desk
    }

    private func begin(_ desk: Desk, server: String = "example.social", redirect: String? = nil) async -> ConnectStep {
        await desk.adapter.connect(
            ConnectRequest(settings: ["server": server], redirect: redirect), in: desk.connecting)
    }

    private func finish(
        _ desk: Desk, _ memory: ConnectMemory, state: String?, issuer: String? = nil
    ) async -> ConnectStep {
        await desk.adapter.connect(
            ConnectRequest(
                settings: ["server": "example.social"],
                answer: .code(Secret(" code-77\n"), state: state, issuer: issuer), memory: memory),
            in: desk.connecting)
    }

    private func visit(_ desk: Desk, redirect: String? = nil) async throws -> (url: String, memory: ConnectMemory) {
        guard case .visit(let url, let memory) = await begin(desk, redirect: redirect) else {
            throw Failure("no-visit", "There is no address to visit.")
        }
        return (url, memory)
    }

    @Test("a pasted code connects, with a challenge and the scopes that are needed and no more")
    func pasted() async throws {
        let desk = desk()
        let (url, memory) = try await visit(desk)
        let query = Query(url)
        #expect(query["redirect_uri"] == "urn:ietf:wg:oauth:2.0:oob")
        #expect(query["code_challenge_method"] == "S256")
        #expect(query["code_challenge"].count == 43)
        #expect(
            query["scope"]
                == "read:accounts read:statuses read:notifications read:search write:statuses write:media"
                + " write:favourites write:accounts")
        guard case .connected(let account) = await finish(desk, memory, state: nil) else {
            Issue.record("not connected")
            return
        }
        #expect(account.identity == "https://example.social#108")
        #expect(account.handle == "@ann@example.social")
        #expect(account.settings == ["server": "https://example.social"])
        #expect(account.facts[MastodonFact.keyWindow] == "1h")
        #expect(account.facts[AccountFact.identity] == account.identity)
        #expect(account.credential.secrets["access"] == Secret("at-77"))
        #expect(account.credential.expiresAt == nil)
        #expect(account.remarks == [])
        let sent = try #require(desk.server.requests(Self.token).first)
        #expect(sent.text.contains("code=code-77&"))
        #expect(sent.text.contains("code_verifier="))
        // The document named another host for tokens; our secrets stay on the server the person named.
        #expect(desk.server.requests.allSatisfy { $0.url.hasPrefix("https://example.social/") })
    }

    @Test("a redirect must bring our state back, once")
    func state() async throws {
        let redirect = "http://127.0.0.1:4001/back"
        let desk = desk()
        let (url, memory) = try await visit(desk, redirect: redirect)
        #expect(Query(url)["redirect_uri"] == redirect)
        let registered = desk.server.requests(Self.apps).first?.json?["redirect_uris"]?.elements
        #expect(registered == [.string("urn:ietf:wg:oauth:2.0:oob"), .string(redirect)])
        for state in [nil, "", "wrong", Query(url)["state"] + "x"] {
            #expect(await finish(desk, memory, state: state).code == "connection-broken")
        }
        #expect(desk.server.requests(Self.token).isEmpty)
        #expect(
            await finish(desk, memory, state: Query(url)["state"], issuer: "https://evil.example/").code
                == "connection-broken")
        guard case .connected = await finish(desk, memory, state: Query(url)["state"]) else {
            Issue.record("not connected")
            return
        }
        #expect(await finish(desk, ConnectMemory(), state: nil).code == "connection-broken")
    }

    @Test("a server without a document gets text redirects, and coarse scopes where it only resembles Mastodon")
    func older() async throws {
        let desk = desk()
        desk.server.on(Self.metadata, .whole(Reply.json(404, "{}")))
        desk.server.on(
            Self.instance, json: Reply.instance(version: "3.5.3 (compatible; Pixelfed 0.11.13)", apiVersion: nil))
        let (url, _) = try await visit(desk, redirect: "http://127.0.0.1:4001/")
        #expect(Query(url)["scope"] == "read write")
        #expect(Query(url)["code_challenge"] == "")
        #expect(
            desk.server.requests(Self.apps).first?.json?["redirect_uris"]?.string
                == "urn:ietf:wg:oauth:2.0:oob\nhttp://127.0.0.1:4001/")
    }

    @Test("a server that registers no programs asks for a token")
    func noRegistration() async {
        let desk = desk()
        desk.server.on(Self.apps, .whole(Reply.json(404, "{}")))
        guard case .ask(.token, _) = await begin(desk) else {
            Issue.record("no question")
            return
        }
    }

    @Test(
        "what is wrong with a server is told apart",
        arguments: [
            (FakeAnswer.whole(Reply.html(200)), "server-is-none"), (.whole(Reply.html(404)), "server-is-none"),
            (.whole(Reply.json(200, #"{"a":1}"#)), "server-is-none"),
            (.whole(Reply.json(301, "{}")), "server-redirects"),
            (.whole(Reply.html(403)), "server-blocks"), (.whole(Reply.html(401)), "server-blocks"),
            (.failed(.notConnected, code: "name-not-found"), "server-unknown"),
            (.failed(.notConnected, code: "tls"), "server-tls"),
            (.failed(.notConnected, code: "connection-refused"), "server-silent"),
            (.whole(Reply.html(500)), "try-again"), (.silence, "try-again"),
            (.whole(Reply.json(429, "{}")), "try-again"),
        ])
    func servers(_ answer: FakeAnswer, _ wanted: String) async {
        let desk = Desk()
        for route in [Self.metadata, Self.instance, "GET /api/v1/instance"] { desk.server.on(route, answer) }
        let step = await begin(desk)
        #expect(step.code == wanted)
        if case .refused(let problem) = step {
            #expect(problem.allowed != nil && problem.next != nil && problem.message.contains("example.social"))
        }
    }

    @Test("the older description is read where the newer is not there")
    func firstVersion() async throws {
        let desk = desk()
        desk.server.on(Self.instance, .whole(Reply.json(404, #"{"error":"x"}"#)))
        desk.server.on(
            "GET /api/v1/instance",
            json:
                #"{"uri":"example.social","title":"E","version":"2.7.2 (compatible; Pleroma 2.7.0)","max_toot_chars":5000,"upload_limit":16000000,"description_limit":4000,"poll_limits":{"max_options":20,"max_option_chars":200,"min_expiration":0,"max_expiration":31536000}}"#
        )
        desk.server.on(Self.verify, json: Reply.account("AbC9", name: "ann"))
        desk.server.on("GET /api/v1/accounts/AbC9/statuses", json: "[]")
        let step = await desk.adapter.connect(
            ConnectRequest(settings: ["server": "@ann@example.social"], answer: .token(Secret("t"))),
            in: desk.connecting)
        guard case .connected(let account) = step else {
            Issue.record("\(step)")
            return
        }
        let facts = account.facts
        #expect(facts[AccountFact.maximumText] == "5000")
        #expect(facts[MastodonFact.imageBytes] == "16000000")
        #expect(facts[MastodonFact.maximumAlt] == "4000")
        #expect(facts[MastodonFact.pollOptions] == "20")
        #expect(facts[MastodonFact.counting] == "code-points")
        #expect(facts[MastodonFact.keyWindow] == nil)
        // It has a status by its count, and lists none.
        #expect(facts[MastodonFact.listing] == nil)
    }

    @Test(
        "a key is trusted only where version, numbers and ids are Mastodon's",
        arguments: [
            ("4.5.0", "7", "108", true), ("4.3.0+glitch", "2", "108", true), ("4.2.1", nil, "108", false),
            ("4.5.0 (compatible; Other 1)", "7", "108", false), ("0.20.1+git", "7", "108", false),
            ("4.5.0", "7", "01HXYZ", false), ("takahe/0.11", nil, "108", false),
        ])
    func keys(_ version: String, _ api: String?, _ id: String, _ isTrusted: Bool) async {
        let desk = desk()
        desk.server.on(Self.instance, json: Reply.instance(version: version, apiVersion: api))
        desk.server.on(Self.verify, json: Reply.account(id))
        let step = await desk.adapter.connect(
            ConnectRequest(settings: ["server": "example.social"], answer: .token(Secret("t"))), in: desk.connecting)
        guard case .connected(let account) = step else {
            Issue.record("\(step)")
            return
        }
        #expect((account.facts[MastodonFact.keyWindow] == "1h") == isTrusted)
    }

    @Test("a bad token, a bad code and scopes that are missing each say so")
    func refusals() async throws {
        let scopes = #"{"access_token":"at","token_type":"Bearer","scope":"read write:media"}"#
        for (route, answer, wanted) in [
            (Self.token, Reply.json(400, #"{"error":"invalid_grant","error_description":"x"}"#), "connection-broken"),
            (Self.token, Reply.json(401, "{}"), "connection-broken"), (Self.token, Reply.html(500), "try-again"),
            (Self.token, Reply.json(200, "{}"), "try-again"), (Self.token, Reply.json(200, scopes), "scope-missing"),
            (Self.verify, Reply.json(401, "{}"), "token-refused"), (Self.verify, Reply.html(401), "try-again"),
            (Self.verify, Reply.text(400, "Bad"), "token-refused"),
            (Self.verify, Reply.json(422, "{}"), "token-refused"),
            (Self.verify, Reply.json(403, #"{"error":"x"}"#), "account-refused"),
            (Self.verify, Reply.html(403), "try-again"), (Self.verify, Reply.html(503), "try-again"),
            (Self.verify, Reply.json(200, "{}"), "try-again"),
        ] {
            let desk = desk()
            let (_, memory) = try await visit(desk)
            desk.server.on(route, .whole(answer))
            let step = await finish(desk, memory, state: nil)
            #expect(step.code == wanted)
            if case .refused(let problem) = step, wanted == "scope-missing" {
                #expect(problem.parameters["missing"] == "write:statuses write:favourites write:accounts")
                #expect(problem.message.contains("write:statuses to publish"))
            }
        }
    }

    @Test("a scope that can be done without is a remark")
    func remark() async throws {
        let desk = desk()
        let (_, memory) = try await visit(desk)
        desk.server.on(
            Self.token, json: #"{"access_token":"at","scope":"read write:statuses write:media write:accounts"}"#)
        guard case .connected(let account) = await finish(desk, memory, state: nil) else {
            Issue.record("not connected")
            return
        }
        #expect(account.remarks == ["The token lacks the scope write:favourites, which is needed to like."])
    }

    @Test("an address that is none, a password and an odd token are refused", arguments: ["", "http://example.social"])
    func nonsense(_ server: String) async {
        let desk = desk()
        #expect(await begin(desk, server: server).code == "server-setting")
        let step = await desk.adapter.connect(
            ConnectRequest(settings: ["server": "example.social"], answer: .password(Secret("p"), factor: nil)),
            in: desk.connecting)
        #expect(step.code == "password-not-taken")
        let odd = await desk.adapter.connect(
            ConnectRequest(settings: ["server": "example.social"], answer: .token(Secret("a\r\nb"))),
            in: desk.connecting)
        #expect(odd.code == "token-refused")
        #expect(desk.server.requests.isEmpty)
    }

    @Test("no secret stands in an address or a header but for the token itself")
    func secrets() async throws {
        let desk = desk()
        let (url, memory) = try await visit(desk)
        _ = await finish(desk, memory, state: nil)
        for secret in ["cs-77", "code-77", "at-77"] {
            #expect(!url.contains(secret))
            #expect(desk.server.requests.allSatisfy { !$0.url.contains(secret) })
        }
        #expect(!"\(memory)".contains("cs-77"))
    }
}

extension ConnectStep {
    /// The problem's code, or the name of what comes next.
    fileprivate var code: String {
        switch self {
        case .visit: "visit"
        case .ask: "ask"
        case .connected: "connected"
        case .refused(let problem): problem.code.rawValue
        case .tryAgain: "try-again"
        }
    }
}
