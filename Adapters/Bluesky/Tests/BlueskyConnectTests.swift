import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: connecting")
struct BlueskyConnectTests {
    @Test(
        "an account is found however its name is written",
        arguments: [
            "ann.example.com", "@ann.example.com", " Ann.Example.COM ", "at://ann.example.com", Place.did,
            "https://bsky.app/profile/ann.example.com", "https://other.example/profile/\(Place.did)?x=1",
            "\u{202A}@ann.example.com\u{202C}",
        ])
    func names(given: String) async throws {
        let place = Place()
        Connecting.serve(on: place.server)
        let step = await Connecting.connect(place, handle: given)
        guard case .connected(let account) = step else {
            Issue.record("\(Connecting.code(step))")
            return
        }
        #expect(account.identity == Place.did)
        #expect(account.handle == "@ann.example.com")
        #expect(account.settings["server"] == Place.pds)
        #expect(account.facts["pds"] == Place.pds)
        #expect(account.facts["blob-limit"] == "5242880")
        #expect(account.facts["chat"] == "no")
        #expect(account.credential.kind == "app-password")
        #expect(account.credential.expiresAt == Instant(seconds: 1_795_435_200))
        #expect(account.credential.secrets.keys.sorted() == ["access", "password", "refresh"])
    }

    @Test("the password goes to the account's own server alone, and into no address")
    func password() async {
        let place = Place()
        Connecting.serve(on: place.server)
        _ = await Connecting.connect(place)
        let holding = place.server.requests.filter {
            String(decoding: $0.body, as: UTF8.self).contains("secret-app-pass")
        }
        #expect(holding.map(\.url) == [Place.pds + "/xrpc/com.atproto.server.createSession"])
        #expect(place.server.requests.allSatisfy { !$0.url.contains("secret-app-pass") })
    }

    @Test("a handle proven elsewhere than on its own site is found through the server named, else the default one")
    func resolver() async {
        let place = Place()
        Connecting.serve(on: place.server)
        place.server.on(Connecting.site, FakeReply.page(404))
        #expect(Connecting.code(await Connecting.connect(place)) == "connected")
        #expect(
            place.server.requests("com.atproto.identity.resolveHandle").map(\.url) == [
                "https://bsky.social/xrpc/com.atproto.identity.resolveHandle?handle=ann.example.com"
            ])
        let other = Place()
        Connecting.serve(on: other.server)
        other.server.on(Connecting.site, FakeReply.page(404))
        _ = await Connecting.connect(other, settings: ["server": "http://127.0.0.1:2583"])
        #expect(
            other.server.requests("com.atproto.identity.resolveHandle").first?.url.hasPrefix("http://127.0.0.1:2583/")
                == true)
    }

    @Test("a main password asks for its second factor, remembers the first in secret, and is remarked upon")
    func factor() async throws {
        let place = Place()
        Connecting.serve(on: place.server)
        place.server.on(
            "com.atproto.server.createSession", Answers.error(401, "AuthFactorTokenRequired"),
            Answers.json(Answers.session("com.atproto.access")))
        guard case .ask(.factor, let memory) = await Connecting.connect(place, password: "main-password") else {
            Issue.record("no question")
            return
        }
        #expect(memory.values.values.allSatisfy { !$0.contains("main-password") })
        #expect(memory.secrets["password"] == Secret("main-password"))
        let step = await place.adapter.connect(
            ConnectRequest(
                settings: ["handle": Place.handle], answer: .code(Secret("ABC-123"), state: nil, issuer: nil),
                memory: memory), in: place.connecting)
        guard case .connected(let account) = step else {
            Issue.record("\(Connecting.code(step))")
            return
        }
        #expect(account.remarks.contains { $0.contains("app password") })
        #expect(account.facts["chat"] == "yes")
        let body = place.server.requests("com.atproto.server.createSession").last?.body ?? []
        #expect(FakeJSON(bytes: body)?["authFactorToken"]?.string == "ABC-123")
    }

    @Test(
        "a wrong or an old code is said to be one, and asked for again",
        arguments: [
            (Answers.error(400, "InvalidToken"), 3), (Answers.error(401, "InvalidToken"), 3),
            // The server has to send another one.
            (Answers.error(400, "ExpiredToken"), 4),
        ])
    func factorAgain(refusal: HTTPResponse, logins: Int) async {
        let place = Place()
        Connecting.serve(on: place.server)
        let name = "com.atproto.server.createSession"
        place.server.on(name, Answers.error(401, "AuthFactorTokenRequired"))
        guard case .ask(.factor, let memory) = await Connecting.connect(place, password: "main-password") else {
            Issue.record("no question")
            return
        }
        place.server.on(name) { request throws(HTTPTransportError) in
            switch FakeJSON(bytes: request.body)?["authFactorToken"]?.string {
            case "GOOD": Answers.json(Answers.session("com.atproto.access"))
            case nil: Answers.error(401, "AuthFactorTokenRequired")
            default: refusal
            }
        }
        let bring: (String, ConnectMemory) async -> ConnectStep = { code, memory in
            await place.adapter.connect(
                ConnectRequest(
                    settings: ["handle": Place.handle], answer: .password(Secret(""), factor: Secret(code)),
                    memory: memory), in: place.connecting)
        }
        guard case .ask(.factorAgain, let kept) = await bring("BAD", memory) else {
            Issue.record("not asked again")
            return
        }
        #expect(kept == memory)
        #expect(Connecting.code(await bring("GOOD", kept)) == "connected")
        #expect(place.server.requests(name).count == logins)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let code: String
        let arrange: @Sendable (ScriptedServer) -> Void
        var handle = Place.handle
        var testDescription: String { "\(code) \(handle)" }
    }

    static let refusals: [Refused] = [
        Refused(code: "handle-invalid", arrange: { _ in }, handle: "not a name"),
        Refused(code: "handle-invalid", arrange: { _ in }, handle: "localhost"),
        Refused(code: "handle-invalid", arrange: { _ in }, handle: "handle.invalid"),
        Refused(code: "handle-missing", arrange: { _ in }, handle: ""),
        Refused(code: "handle-not-found") {
            $0.on(Connecting.site, FakeReply.page(404))
            $0.on("com.atproto.identity.resolveHandle", Answers.error(400, "HandleNotFound"))
        },
        Refused(code: "did-not-found") { $0.on(Connecting.directory, Answers.plain(404)) },
        Refused(code: "did-not-usable", arrange: { _ in }, handle: "did:example:123"),
        Refused(code: "identity-mismatch") {
            $0.on(Connecting.directory, Connecting.document(handle: "bob.example.com"))
        },
        Refused(
            code: "identity-mismatch",
            arrange: { server in
                server.on(Connecting.site, Answers.plain(200, "did:plc:somebodyelse"))
            }, handle: Place.did),
        Refused(code: "server-not-usable") {
            $0.on(Connecting.directory, Connecting.document(pds: "http://pds.example.com"))
        },
        Refused(code: "server-not-pds") { $0.on("com.atproto.server.describeServer", FakeReply.page(200)) },
        Refused(code: "server-not-pds") { $0.on("com.atproto.server.describeServer", FakeReply.page(404)) },
        Refused(code: "server-not-pds") { $0.on("com.atproto.server.describeServer", Answers.json(.object([:]))) },
        Refused(code: "password-refused") {
            $0.on("com.atproto.server.createSession", Answers.error(401, "AuthenticationRequired"))
        },
        Refused(code: "password-refused") { $0.on("com.atproto.server.createSession", Answers.plain(400)) },
        Refused(code: "account-taken-down") {
            $0.on("com.atproto.server.createSession", Answers.error(401, "AccountTakedown"))
        },
        Refused(code: "account-deactivated") {
            $0.on("com.atproto.server.createSession", Answers.json(Self.inactive("deactivated")))
        },
        Refused(code: "account-taken-down") {
            $0.on("com.atproto.server.createSession", Answers.json(Self.inactive("takendown")))
        },
        Refused(code: "login-refused") { $0.on("com.atproto.server.createSession", FakeReply.page(403)) },
        Refused(code: "session-refused") { $0.on("com.atproto.server.getSession", Answers.error(401, "AuthMissing")) },
        Refused(code: "later: rate-limited") {
            $0.on("com.atproto.server.createSession", Answers.error(429, "RateLimitExceeded"))
        },
        Refused(code: "later: platform-error") { $0.on(Connecting.directory, Answers.plain(500)) },
    ]

    static func inactive(_ status: String) -> FakeJSON {
        guard case .object(var members) = Answers.session() else { return .null }
        members["active"] = .bool(false)
        members["status"] = .string(status)
        return .object(members)
    }

    @Test("what is wrong is said by name", arguments: refusals)
    func refused(_ wanted: Refused) async {
        let place = Place()
        Connecting.serve(on: place.server)
        wanted.arrange(place.server)
        let step = await Connecting.connect(place, handle: wanted.handle)
        #expect(Connecting.code(step) == wanted.code)
        #expect(!"\(step)".contains("secret-app-pass"))
    }

    @Test(
        "an account is connected and posts whatever its server is called",
        arguments: ["https://a1.xn--bcher-kva.example:8443", "http://127.0.0.1:2583", "https://mastodon.social"])
    func anyServer(pds: String) async {
        let place = Place()
        Connecting.serve(on: place.server)
        RecordShelf().serve(on: place.server)
        place.server.on(Connecting.directory, Connecting.document(pds: pds))
        guard case .connected(let account) = await Connecting.connect(place) else {
            Issue.record("not connected")
            return
        }
        var request = place.request("Hello")
        request.account.settings = account.settings
        request.account.facts = account.facts.merging(["identity": account.identity]) { first, _ in first }
        guard case .published = await place.adapter.publish(request, in: place.context).outcome else {
            Issue.record("not published")
            return
        }
        #expect(
            place.server.requests("com.atproto.repo.putRecord").map(\.url) == [pds + "/xrpc/com.atproto.repo.putRecord"]
        )
    }

    /// An answer of the account's server to the first question, or why there is none.
    struct First: Sendable, CustomTestStringConvertible {
        let code: String
        let says: String
        let handler: ScriptedServer.Handler
        var testDescription: String { code }

        init(_ code: String, _ says: String, answer: HTTPResponse) {
            (self.code, self.says) = (code, says)
            handler = { _ in answer }
        }

        init(_ code: String, _ says: String, failing why: String) {
            (self.code, self.says) = (code, says)
            handler = { _ throws(HTTPTransportError) in
                throw HTTPTransportError(progress: .notConnected, failure: Failure(why, "As the test says."))
            }
        }
    }

    @Test(
        "a server that is blocked, unknown, silent or not itself is told apart, before a password is asked for",
        arguments: [
            First("server-blocks", "status 403", answer: FakeReply.page(403)),
            First("server-blocks", "status 403", answer: Answers.error(403, "Forbidden")),
            First("server-blocks", "status 401", answer: FakeReply.page(401)),
            First("server-blocks", "status 451", answer: Answers.plain(451)),
            First("server-unknown", "no host", failing: "name-not-found"),
            First("server-tls", "certificate", failing: "tls"),
            First("server-silent", "Nothing answers", failing: "connection-refused"),
            First("server-not-pds", "no PDS", answer: FakeReply.page(200)),
            First("server-not-pds", "no PDS", answer: FakeReply.page(302)),
        ])
    func blocked(_ first: First) async {
        let place = Place()
        Connecting.serve(on: place.server)
        place.server.on("com.atproto.server.describeServer", first.handler)
        let step = await Connecting.connect(place, password: nil)
        #expect(Connecting.code(step) == first.code)
        guard case .refused(let problem) = step else { return }
        #expect(problem.message.contains(first.says) && problem.given == Place.pds)
        #expect(problem.next != nil && problem.allowed != nil)
    }

    @Test("what may pass by itself is only later", arguments: [408, 429, 500, 503])
    func busy(status: Int) async {
        let place = Place()
        Connecting.serve(on: place.server)
        place.server.on("com.atproto.server.describeServer", FakeReply.page(status))
        #expect(Connecting.code(await Connecting.connect(place, password: nil)).hasPrefix("later: "))
    }

    @Test("no password is asked for before a server of the account was found")
    func early() async {
        let place = Place()
        Connecting.serve(on: place.server)
        place.server.on("com.atproto.server.describeServer", FakeReply.page(200))
        #expect(Connecting.code(await Connecting.connect(place, password: nil)) == "server-not-pds")
    }
}
