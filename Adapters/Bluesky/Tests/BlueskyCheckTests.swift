import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: looking after an account")
struct BlueskyCheckTests {
    @Test("a check tells kind, scope, limits, clock and what is missing")
    func check() async throws {
        var place = Place()
        Connecting.serve(on: place.server)
        place.credential.secrets["access"] = Secret(Answers.token(scope: "com.atproto.appPass", ends: 1_795_435_200))
        guard case .read(let check, _) = await place.adapter.check(place.account, in: place.context) else {
            Issue.record("not checked")
            return
        }
        #expect(check.handle == "@ann.example.com")
        #expect(check.scopes == ["com.atproto.appPass"])
        #expect(check.missing.count == 1)
        #expect(check.clockSkew == .seconds(30))
        #expect(check.expiresAt == place.credential.expiresAt)
        #expect(check.facts["identity"] == Place.did)
        #expect(check.limits.contains { $0.name == "upload" && $0.value == "5242880 bytes" })
    }

    @Test("a check tells the kind of session, how long a text may be, and what is left of the server's quota")
    func quota() async throws {
        var place = Place()
        Connecting.serve(on: place.server)
        place.credential.secrets["access"] = Secret(Answers.token(scope: "com.atproto.appPass", ends: 1_795_435_200))
        let told = ["Limit": "3000", "Remaining": "2988", "Reset": "1795428090", "Policy": "3000;w=300"]
        place.server.on(
            Self.session,
            Answers.json(
                .object(["did": .string(Place.did), "handle": .string(Place.handle)]),
                headers: told.map { HTTPField("RateLimit-" + $0.key, $0.value) }))
        guard case .read(let check, let budget) = await place.adapter.check(place.account, in: place.context) else {
            Issue.record("not checked")
            return
        }
        #expect(check.credential == "session by an app password")
        #expect(check.limits.contains { $0.name == "text" && $0.value == "300 graphemes, 3000 bytes" })
        let left = RateBudget(limit: 3000, remaining: 2988, resetAt: Instant(milliseconds: 1_795_428_090_000))
        #expect(check.budget == left && budget == left)
    }

    private static let session = "com.atproto.server.getSession"

    /// The remarks of a check of an account whose app password may do everything.
    private func remarks(_ arrange: (ScriptedServer) -> Void = { _ in }) async -> [String]? {
        var place = Place()
        Connecting.serve(on: place.server)
        place.credential.secrets["access"] = Secret(
            Answers.token(scope: "com.atproto.appPassPrivileged", ends: 1_795_435_200))
        arrange(place.server)
        guard case .read(let check, _) = await place.adapter.check(place.account, in: place.context) else { return nil }
        #expect(check.facts["pds"] == Place.pds)
        return check.remarks
    }

    @Test("an account that is where it was is remarked upon in nothing")
    func same() async { #expect(await remarks() == []) }

    @Test("another server in the document is told with the next step")
    func moved() async {
        let remarks = await remarks {
            $0.on(Connecting.directory, Connecting.document(pds: "https://new.example.com"))
        }
        #expect(remarks?.count == 1)
        #expect(remarks?.first?.contains("https://new.example.com") == true)
        #expect(remarks?.first?.contains("Connect it again") == true)
    }

    @Test("another handle in the document is told with the next step")
    func renamed() async {
        let remarks = await remarks {
            $0.on(Connecting.directory, Connecting.document(handle: "anna.example.com"))
        }
        #expect(remarks == ["The account is now called @anna.example.com. Connect it again by that name."])
    }

    @Test("a handle that leads elsewhere is told, one that cannot be looked up is not")
    func misled() async {
        let wrong = await remarks { $0.on(Connecting.site, Answers.plain(200, "did:plc:somebodyelse")) }
        #expect(wrong?.count == 1)
        #expect(wrong?.first?.contains("no longer leads") == true)
        let unknown = await remarks {
            $0.on(Connecting.site, Answers.plain(503))
            $0.on("com.atproto.identity.resolveHandle", Answers.error(502, "UpstreamFailure"))
        }
        #expect(unknown == [])
    }

    @Test("a document that cannot be read leaves the rest of the check as it is")
    func unread() async {
        let remarks = await remarks { $0.on(Connecting.directory, Answers.plain(500)) }
        #expect(remarks?.count == 1)
        #expect(remarks?.first?.contains("not known") == true)
    }

    @Test(
        "a server that the account has left says so, whatever it answers",
        arguments: [
            Answers.error(401, "AccountDeactivated"), Answers.error(403, "AccountNotFound"),
            Answers.error(400, "InvalidToken"), Answers.error(404, "NotFound"),
            Answers.error(500, "InternalServerError"),
        ])
    func left(answer: HTTPResponse) async {
        let place = Place()
        Connecting.serve(on: place.server)
        place.server.on(Self.session, answer)
        place.server.on(Connecting.directory, Connecting.document(pds: "https://new.example.com"))
        guard case .needsReauth(let failure) = await place.adapter.check(place.account, in: place.context) else {
            Issue.record("not told")
            return
        }
        #expect(failure.code == "account-moved")
        #expect(failure.message.contains("Connect it again"))
    }

    @Test("a deactivated account that has not moved is deactivated")
    func deactivated() async {
        let place = Place()
        Connecting.serve(on: place.server)
        place.server.on(Self.session, Answers.error(401, "AccountDeactivated"))
        guard case .needsReauth(let failure) = await place.adapter.check(place.account, in: place.context) else {
            Issue.record("not told")
            return
        }
        #expect(failure.code == "account-deactivated")
    }
}
