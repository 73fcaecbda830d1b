import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Connecting where something stands between, or something is missing")
struct ConnectDoubtTests {
    private static let verify = "GET /api/v1/accounts/verify_credentials"
    private static let client = "GET /api/v1/apps/verify_credentials"
    private static let token = "POST /oauth/token"
    private static let revoke = "POST /oauth/revoke"
    private static let metadata = "GET /.well-known/oauth-authorization-server"
    private static let redirect = "http://127.0.0.1:4001/back"

    private func desk(_ document: String = #"{"issuer":"https://example.social/"}"#) -> Desk {
        let desk = Desk()
        desk.server.on(Self.metadata, json: document)
        desk.server.on("GET /api/v2/instance", json: Reply.instance())
        desk.server.on("POST /api/v1/apps", json: #"{"client_id":"ci","client_secret":"cs-77"}"#)
        desk.server.on(Self.token, json: #"{"access_token":"at-77","token_type":"Bearer","scope":"read write"}"#)
        desk.server.on(Self.verify, json: Reply.account())
        desk.server.on("GET /api/v1/accounts/108/statuses", json: "[\(Reply.status("1"))]")
        desk.server.on(Self.revoke, json: "{}")
        return desk
    }

    private func connect(
        _ desk: Desk, _ answer: ConnectAnswer? = nil, _ memory: ConnectMemory = ConnectMemory(),
        redirect: String? = nil
    ) async -> ConnectStep {
        await desk.adapter.connect(
            ConnectRequest(
                settings: ["server": "example.social"], redirect: redirect, answer: answer, memory: memory),
            in: desk.connecting)
    }

    private func visit(_ desk: Desk, redirect: String? = nil) async throws -> (url: String, memory: ConnectMemory) {
        guard case .visit(let url, let memory) = await connect(desk, redirect: redirect) else {
            throw Failure("no-visit", "There is no address to visit.")
        }
        return (url, memory)
    }

    @Test("the scopes of a token made by hand are asked for, and what is missing is named")
    func handMade() async {
        for (scopes, wanted, missing) in [
            (#"["read","write:media"]"#, "scope-missing", "write:statuses write:favourites write:accounts"),
            (#"["read","write"]"#, "connected", ""),
        ] {
            let desk = desk()
            desk.server.on(Self.client, json: #"{"name":"x","scopes":\#(scopes)}"#)
            let step = await connect(desk, .token(Secret("t")))
            #expect(step.word == wanted)
            if case .refused(let problem) = step { #expect(problem.parameters["missing"] == missing) }
            if case .connected(let account) = step {
                #expect(account.facts[MastodonFact.scopes] == "read write")
                #expect(account.remarks == [])
            }
        }
    }

    @Test("a token that may not even read its account is told which scopes it lacks")
    func handMadeForbidden() async {
        let desk = desk()
        desk.server.on(Self.verify, .whole(Reply.json(403, "{}")))
        desk.server.on(Self.client, json: #"{"name":"x","scopes":["write"]}"#)
        guard case .refused(let problem) = await connect(desk, .token(Secret("t"))) else {
            Issue.record("not refused")
            return
        }
        #expect(problem.code.rawValue == "scope-missing")
        #expect(problem.parameters["missing"] == "read:accounts read:statuses read:notifications read:search")
    }

    @Test("a token that was given and will not be kept is taken back, and one made by hand is left alone")
    func takenBack() async throws {
        for (answer, wanted) in [
            (Reply.html(503), "try-again"), (Reply.json(429, "{}"), "try-again"),
            (Reply.json(403, #"{"error":"x"}"#), "account-refused"), (Reply.html(403), "try-again"),
            (Reply.json(200, Reply.account()), "connected"),
        ] {
            let desk = desk()
            let (_, memory) = try await visit(desk)
            desk.server.on(Self.verify, .whole(answer))
            let step = await connect(desk, .code(Secret("c"), state: nil, issuer: nil), memory)
            #expect(step.word == wanted)
            let sent = desk.server.requests(Self.revoke).map(\.text)
            #expect(sent == (wanted == "connected" ? [] : ["client_id=ci&client_secret=cs-77&token=at-77"]))
            #expect(await connect(desk, .token(Secret("t"))).word == wanted)
            #expect(desk.server.requests(Self.revoke).count == sent.count)
        }
    }

    @Test("why connecting stopped is told also where the token cannot be taken back")
    func notTakenBack() async throws {
        for lost in [FakeAnswer.closed, .whole(Reply.html(502)), .whole(Reply.json(200, "{}"))] {
            let isLost = lost != .whole(Reply.json(200, "{}"))
            let desk = desk()
            let (_, memory) = try await visit(desk)
            desk.server.on(Self.revoke, lost)
            desk.server.on(Self.verify, .whole(Reply.html(503)))
            let later = await connect(desk, .code(Secret("c"), state: nil, issuer: nil), memory)
            guard case .tryAgain(_, let failure) = later else {
                Issue.record("\(later.word)")
                continue
            }
            #expect(failure.message.contains("was not taken back") == isLost)
            desk.server.on(Self.verify, .whole(Reply.json(403, #"{"error":"x"}"#)))
            let refused = await connect(desk, .code(Secret("c"), state: nil, issuer: nil), memory)
            guard case .refused(let problem) = refused else {
                Issue.record("\(refused.word)")
                continue
            }
            #expect(problem.others.map(\.code.rawValue) == (isLost ? ["credential-left"] : []))
        }
    }

    @Test(
        "a document that names another issuer is not used",
        arguments: [
            ("https://example.social", "visit"), ("https://example.social/", "visit"),
            ("https://evil.example/", "server-is-other"), ("https://example.social.evil.example", "server-is-other"),
            ("https://example.social/realm", "server-is-other"), ("http://example.social", "server-is-other"),
        ])
    func issuers(_ issuer: String, _ wanted: String) async {
        #expect(await connect(desk(#"{"issuer":"\#(issuer)"}"#)).word == wanted)
    }

    @Test("a server that says it names itself with every code must do so when the browser comes back")
    func namedIssuer() async throws {
        let issuer = "https://example.social/"
        for (announces, sent, wanted) in [
            (true, nil, "connection-broken"), (true, "https://evil.example/", "connection-broken"),
            (true, issuer, "connected"), (false, nil, "connected"),
        ] as [(Bool, String?, String)] {
            let desk = desk(
                #"{"issuer":"\#(issuer)","authorization_response_iss_parameter_supported":\#(announces)}"#)
            let (url, memory) = try await visit(desk, redirect: Self.redirect)
            let answer = ConnectAnswer.code(Secret("c"), state: Query(url)["state"], issuer: sent)
            #expect(await connect(desk, answer, memory, redirect: Self.redirect).word == wanted)
        }
        let desk = desk(#"{"issuer":"\#(issuer)","authorization_response_iss_parameter_supported":true}"#)
        let (_, memory) = try await visit(desk)
        #expect(await connect(desk, .code(Secret("c"), state: nil, issuer: nil), memory).word == "connected")
    }

    @Test(
        "a document that cannot be had now is not one that is not there",
        arguments: [
            (Reply.json(404, "{}"), "visit"), (Reply.html(404), "visit"), (Reply.json(410, "{}"), "visit"),
            (Reply.json(429, "{}"), "try-again"), (Reply.html(503), "try-again"), (Reply.html(500), "try-again"),
            (Reply.html(200), "try-again"), (Reply.json(200, "[]"), "try-again"), (Reply.html(400), "try-again"),
            (Reply.html(302), "server-redirects"), (Reply.html(403), "server-blocks"),
        ])
    func documents(_ answer: HTTPResponse, _ wanted: String) async {
        let desk = desk()
        desk.server.on(Self.metadata, .whole(answer))
        #expect(await connect(desk).word == wanted)
    }

    @Test(
        "a server of another kind may show its web page instead of the document", arguments: ["<!doctype html>", "[]"])
    func webPage(_ body: String) async {
        let desk = desk(body)
        desk.server.on(
            "GET /api/v2/instance", json: Reply.instance(version: "2.7.2 (compatible; Pleroma 2.7.0)", apiVersion: nil))
        #expect(await connect(desk).word == "visit")
    }
}

extension ConnectStep {
    /// The problem's code, or the name of what comes next.
    fileprivate var word: String {
        switch self {
        case .visit: "visit"
        case .ask: "ask"
        case .connected: "connected"
        case .refused(let problem): problem.code.rawValue
        case .tryAgain: "try-again"
        }
    }
}
