import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: renewing a session")
struct BlueskySessionTests {
    private static let refresh = "com.atproto.server.refreshSession"
    private static let login = "com.atproto.server.createSession"

    private func renew(_ place: Place) async -> RefreshResult {
        await place.adapter.refresh(place.credential, of: place.account, in: place.connecting)
    }

    @Test("a refresh gives new tokens with their end, and keeps the password")
    func renewed() async {
        let place = Place()
        place.server.on(Self.refresh, Answers.json(Answers.session(ends: 1_795_442_400, id: "2")))
        guard case .renewed(let credential) = await renew(place) else {
            Issue.record("not renewed")
            return
        }
        #expect(credential.expiresAt == Instant(seconds: 1_795_442_400))
        #expect(credential.secrets["password"] == Secret("pass-word"))
        #expect(credential.secrets["refresh"] != place.credential.secrets["refresh"])
        let sent = place.server.requests(Self.refresh)
        #expect(sent.count == 1)
        #expect(sent.first?.headers.contains(HTTPField("Authorization", "Bearer refresh-1")) == true)
        #expect(sent.first?.body.isEmpty == true)
    }

    @Test(
        "a dead refresh token is replaced by logging in once",
        arguments: [
            Answers.error(400, "ExpiredToken"), Answers.error(400, "InvalidToken"), Answers.error(401, "InvalidToken"),
            Answers.plain(401), Answers.plain(400),
        ])
    func dead(answer: HTTPResponse) async {
        let place = Place()
        place.server.on(Self.refresh, answer)
        place.server.on(Self.login, Answers.json(Answers.session(id: "3")))
        guard case .renewed = await renew(place) else {
            Issue.record("not renewed")
            return
        }
        #expect(place.server.requests(Self.login).count == 1)
    }

    @Test("a refused password needs a person, and so does a dead session without one")
    func refused() async {
        var place = Place()
        place.server.on(Self.refresh, Answers.error(400, "ExpiredToken"))
        place.server.on(Self.login, Answers.error(401, "AuthenticationRequired"))
        guard case .refused(let failure) = await renew(place) else {
            Issue.record("not refused")
            return
        }
        #expect(failure.code == "password-refused")
        place.credential.secrets["password"] = nil
        guard case .refused(let other) = await renew(place) else {
            Issue.record("not refused")
            return
        }
        #expect(other.code == "session-ended")
    }

    /// A dead session by names that say something else, or nothing.
    static let odd = [
        Answers.error(400, "InvalidRequest"), Answers.error(403, "Forbidden"), Answers.error(404, "NotFound"),
    ]

    /// What stands before a server and knows of no session says these.
    static let foreign =
        [400, 401, 403, 404].flatMap { status in
            [
                FakeReply.page(status), HTTPResponse(status: status),
                Answers.json(.object(["message": .string("Forbidden")]), status: status),
                HTTPResponse(status: status, body: Array("<h1>Who are you?</h1>".utf8)),
            ]
        } + [
            Answers.plain(403, "Forbidden"), Answers.plain(404, "404 page not found"),
            HTTPResponse(
                status: 401,
                headers: [HTTPField("Content-Type", "text/plain"), HTTPField("WWW-Authenticate", "Basic realm=\"x\"")],
                body: Array("401 Unauthorized".utf8)),
        ]

    @Test("a proxy's refusal ends no session and refuses no password", arguments: foreign)
    func proxy(answer: HTTPResponse) async {
        let place = Place()
        place.server.on(Self.refresh, answer)
        guard case .retry = await renew(place) else {
            Issue.record("no retry")
            return
        }
        #expect(place.server.requests(Self.login).isEmpty)
        place.server.on(Self.refresh, Answers.error(400, "ExpiredToken"))
        place.server.on(Self.login, answer)
        guard case .retry = await renew(place) else {
            Issue.record("the password was refused")
            return
        }
        place.server.on("com.atproto.server.deleteSession", answer)
        #expect(await place.adapter.revoke(place.credential, of: place.account, in: place.connecting) != nil)
    }

    @Test(
        "whatever a certain refusal is called, the password is tried once, and its refusal needs a person",
        arguments: odd)
    func certain(answer: HTTPResponse) async {
        let place = Place()
        place.server.on(Self.refresh, answer)
        place.server.on(Self.login, Answers.json(Answers.session(id: "3")))
        guard case .renewed = await renew(place) else {
            Issue.record("not renewed")
            return
        }
        #expect(place.server.requests(Self.login).count == 1)
        place.server.on(Self.login, answer)
        guard case .refused = await renew(place) else {
            Issue.record("not refused")
            return
        }
        #expect(place.server.requests(Self.login).count == 2)
    }

    @Test("an answer that only means later kills no session", arguments: [408, 425, 429, 500])
    func later(status: Int) async {
        let place = Place()
        place.server.on(Self.refresh, HTTPResponse(status: status))
        if case .refused = await renew(place) { Issue.record("refused") }
        #expect(place.server.requests(Self.login).isEmpty)
        place.server.on(Self.refresh, Answers.error(400, "ExpiredToken"))
        place.server.on(Self.login, HTTPResponse(status: status))
        guard case .retry = await renew(place) else {
            Issue.record("no retry")
            return
        }
    }

    @Test("an account that was taken down is not logged in again")
    func down() async {
        let place = Place()
        place.server.on(Self.refresh, Answers.error(401, "AccountTakedown"))
        guard case .refused(let failure) = await renew(place) else {
            Issue.record("not refused")
            return
        }
        #expect(failure.code == "account-taken-down")
        #expect(place.server.requests(Self.login).isEmpty)
    }

    @Test("a lost answer leaves it open, an unsent request does not")
    func lost() async {
        for progress in TransferProgress.allCases {
            let place = Place()
            place.server.on(Self.refresh) { _ throws(HTTPTransportError) in
                throw HTTPTransportError(progress: progress, failure: Failure("closed", "Closed."))
            }
            switch await renew(place) {
            case .retry: #expect(progress.nothingSent)
            case .ambiguous: #expect(!progress.nothingSent)
            default: Issue.record("\(progress)")
            }
        }
    }

    @Test(
        "no good token is replaced by an empty one, another account's or none",
        arguments: [
            Answers.json(.object([:])), FakeReply.page(200),
            Answers.json(
                .object([
                    "accessJwt": .string(""), "refreshJwt": .string("x"), "did": .string(Place.did),
                    "handle": .string("a.b"),
                ])),
            Answers.json(
                .object([
                    "accessJwt": .string("x"), "refreshJwt": .string("x"), "did": .string("did:plc:other"),
                    "handle": .string("a.b"),
                ])),
        ])
    func empty(answer: HTTPResponse) async {
        let place = Place()
        place.server.on(Self.refresh, answer)
        guard case .ambiguous = await renew(place) else {
            Issue.record("not ambiguous")
            return
        }
    }

    @Test(
        "a busy server is asked again later",
        arguments: [
            Answers.error(429, "RateLimitExceeded", headers: [HTTPField("Retry-After", "30")]),
            Answers.error(503, "NotEnoughResources", headers: [HTTPField("Retry-After", "30")]),
        ])
    func busy(answer: HTTPResponse) async {
        let place = Place()
        place.server.on(Self.refresh, answer)
        guard case .retry(let after, _) = await renew(place), after == .seconds(30) else {
            Issue.record("no retry")
            return
        }
    }

    @Test("a session is ended by its refresh token, and one that has ended is done")
    func revoked() async {
        var place = Place()
        place.credential.secrets["password"] = nil
        place.server.on(
            "com.atproto.server.deleteSession", HTTPResponse(status: 200), Answers.error(400, "ExpiredToken"),
            Answers.error(500, "InternalServerError"))
        for wanted in [nil, nil, "platform-error"] {
            let failure = await place.adapter.revoke(place.credential, of: place.account, in: place.connecting)
            #expect(failure?.code == wanted)
        }
        #expect(
            place.server.requests.allSatisfy { $0.headers.contains(HTTPField("Authorization", "Bearer refresh-1")) })
    }

    @Test("a session that its server cannot be asked to end is not said to have ended")
    func notAsked() async {
        let place = Place()
        var (bare, nowhere) = (place.credential, place.account)
        bare.secrets["refresh"] = nil
        bare.secrets["password"] = nil
        nowhere.facts = [:]
        #expect(await place.adapter.revoke(bare, of: place.account, in: place.connecting)?.code == "revoke-by-hand")
        let failure = await place.adapter.revoke(place.credential, of: nowhere, in: place.connecting)
        #expect(failure?.code == "revoke-by-hand" && failure?.message.contains("App passwords") == false)
        #expect(place.server.requests.isEmpty)
    }

    @Test("of an app password that still opens the account a person is told, but not of the account's own")
    func appPassword() async {
        let place = Place()
        place.server.on(
            "com.atproto.server.deleteSession", HTTPResponse(status: 200), HTTPResponse(status: 200),
            Answers.error(500, "InternalServerError"))
        let failure = await place.adapter.revoke(place.credential, of: place.account, in: place.connecting)
        #expect(failure?.code == "revoke-by-hand" && failure?.message.contains("App passwords") == true)
        #expect(failure?.message.contains("pass-word") == false)
        var own = place.credential
        own.secrets["access"] = Secret(Answers.token(scope: "com.atproto.access", ends: 1_795_435_200))
        #expect(await place.adapter.revoke(own, of: place.account, in: place.connecting) == nil)
        let open = await place.adapter.revoke(place.credential, of: place.account, in: place.connecting)
        #expect(open?.code == "platform-error")
    }
}
