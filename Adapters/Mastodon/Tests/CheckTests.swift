import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Checking an account")
struct CheckTests {
    private func desk(account: String = Reply.account()) -> Desk {
        let desk = Desk()
        let headers = [
            HTTPField("Date", "Mon, 23 Nov 2026 10:01:30 GMT"), HTTPField("X-RateLimit-Limit", "300"),
            HTTPField("X-RateLimit-Remaining", "288"), HTTPField("X-RateLimit-Reset", "2026-11-23T10:06:30.000000Z"),
        ]
        desk.server.on(
            "GET /api/v1/accounts/verify_credentials", .whole(Reply.json(200, account, headers: headers)))
        desk.server.on("GET /api/v2/instance", json: Reply.instance())
        desk.server.on("GET /api/v1/accounts/108/statuses", json: "[\(Reply.status("1"))]")
        desk.server.on("GET /api/v1/apps/verify_credentials", json: #"{"name":"x","scopes":["read","write:statuses"]}"#)
        return desk
    }

    @Test("tells handle, kind, scopes, limits, budget, clock and fresh facts")
    func whole() async throws {
        let desk = desk()
        let check = try #require(await desk.adapter.check(desk.account, in: desk.context).value)
        #expect(check.handle == "@ann@example.social")
        #expect(check.credential == "oauth")
        #expect(check.scopes == ["read", "write:statuses"])
        #expect(
            check.missing.map { $0.prefix { $0 != " " } } == ["write:media:", "write:favourites:", "write:accounts:"])
        #expect(check.budget?.remaining == 288)
        #expect(check.clockSkew == .seconds(90))
        #expect(check.facts[MastodonFact.keyWindow] == "1h")
        #expect(check.limits.first == AccountCheck.Limit("text", "500 graphemes, a link counts 23"))
        #expect(check.remarks == [])
        #expect(desk.server.requests.allSatisfy { $0.method == "GET" })
    }

    @Test("says what a person should look at")
    func remarks() async throws {
        let account = Reply.account(
            extra: #","locked":true,"bot":true,"suspended":true,"limited":true,"moved":{"id":"2"}"#)
        let desk = desk(account: account)
        desk.server.on("GET /api/v1/accounts/108/statuses", json: "[]")
        desk.server.on("GET /api/v1/apps/verify_credentials", .whole(Reply.html(404)))
        let check = try #require(await desk.adapter.check(desk.account, in: desk.context).value)
        #expect(check.remarks.count == 7)
        #expect(check.scopes == [])
    }

    @Test("a token of another account is told")
    func otherAccount() async throws {
        var desk = desk()
        desk.account.facts[AccountFact.identity] = "https://example.social#5"
        let check = try #require(await desk.adapter.check(desk.account, in: desk.context).value)
        #expect(check.remarks.contains { $0.contains("another account") })
    }

    @Test(
        "an answer that is none is no check",
        arguments: [
            (Reply.json(401, "{}"), "needsReauth"), (Reply.json(403, #"{"error":"x"}"#), "needsReauth"),
            (Reply.json(403, "{}"), "askAgain"), (Reply.html(403), "askAgain"), (Reply.html(401), "askAgain"),
            (Reply.html(200), "askAgain"), (Reply.html(503), "askAgain"),
            (Reply.json(200, "[]"), "askAgain"), (Reply.json(404, "{}"), "cannotTell"),
        ])
    func unanswered(_ answer: HTTPResponse, _ wanted: String) async {
        let desk = desk()
        desk.server.on("GET /api/v1/accounts/verify_credentials", .whole(answer))
        #expect(await desk.adapter.check(desk.account, in: desk.context).name == wanted)
    }

    @Test("an account is refused only by a server that says so twice")
    func refusedOnce() async throws {
        let verify = "GET /api/v1/accounts/verify_credentials"
        let forbidden = FakeAnswer.whole(Reply.json(403, #"{"error":"x"}"#))
        let desk = desk()
        desk.server.on(verify, forbidden, .whole(Reply.json(200, Reply.account())))
        #expect(await desk.adapter.check(desk.account, in: desk.context).name == "askAgain")
        desk.server.on(verify, forbidden)
        guard case .needsReauth(let failure) = await desk.adapter.check(desk.account, in: desk.context) else {
            Issue.record("no refusal")
            return
        }
        #expect(failure.code == "account-refused")
    }

    @Test("a token that may not show its account is told so, and its account is not called refused")
    func lacking() async {
        let challenge = [HTTPField("WWW-Authenticate", #"Bearer realm="Doorkeeper", error="insufficient_scope""#)]
        let desk = desk()
        desk.server.on(
            "GET /api/v1/accounts/verify_credentials", .whole(Reply.json(403, #"{"error":"x"}"#, headers: challenge)))
        guard case .needsReauth(let failure) = await desk.adapter.check(desk.account, in: desk.context) else {
            Issue.record("no refusal")
            return
        }
        #expect(failure.platformCode == "insufficient_scope")
        #expect(failure.code != "account-refused")
    }

    @Test(
        "every kind of server comes to its own facts",
        arguments: [
            ("mastodon", "1h", "weighted", nil), ("gotosocial", nil, "code-points", nil),
            ("takahe", nil, "code-points", nil), ("pleroma", nil, "code-points", nil),
            ("pixelfed", nil, "code-points", "refused"),
        ] as [(String, String?, String, String?)])
    func facts(_ profile: String, _ key: String?, _ counting: String, _ textOnly: String?) async throws {
        let town = try await Town(profile)
        let check = try #require(await town.adapter.check(town.account, in: town.context()).value)
        #expect(check.facts == town.account.facts.merging(check.facts) { _, new in new })
        #expect(check.facts[MastodonFact.keyWindow] == key)
        #expect(check.facts[MastodonFact.counting] == counting)
        #expect(check.facts[MastodonFact.textOnly] == textOnly)
        #expect(check.facts[MastodonFact.listing] == "complete")
    }

    @Test("what was proven stays known while its question is not answered")
    func unansweredFacts() async throws {
        let former = [MastodonFact.listing: "complete", MastodonFact.textOnly: "refused", MastodonFact.scopes: "read"]
        let scopes = "GET /api/v1/apps/verify_credentials"
        for (answer, isKept) in [
            (Reply.json(429, "{}"), true), (Reply.html(503), true), (Reply.html(200), true),
            (Reply.json(200, "{}"), true),
            (Reply.json(403, "{}"), false),
        ] {
            var desk = desk()
            desk.account.facts.merge(former) { _, new in new }
            desk.server.on("GET /api/v1/accounts/108/statuses", .whole(answer))
            if answer.status != 200 { desk.server.on(scopes, .whole(answer)) }
            let check = try #require(await desk.adapter.check(desk.account, in: desk.context).value)
            #expect(check.facts[MastodonFact.listing] == (isKept ? "complete" : nil))
            #expect(check.facts[MastodonFact.textOnly] == (isKept ? "refused" : nil))
            if answer.status != 200 { #expect(check.scopes == (isKept ? ["read"] : [])) }
        }
    }

    @Test("what was proven of another account is not kept")
    func otherFacts() async throws {
        var desk = desk()
        desk.account.facts[AccountFact.identity] = "https://example.social#5"
        desk.server.on("GET /api/v1/accounts/108/statuses", .whole(Reply.html(503)))
        let check = try #require(await desk.adapter.check(desk.account, in: desk.context).value)
        #expect(check.facts[MastodonFact.listing] == nil)
    }
}
