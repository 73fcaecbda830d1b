import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("The fake Mastodon: idempotency keys, faults, and the count of what was made")
struct FakeMastodonKeyTests {
    @Test("a key that is honoured makes one status for an hour, for each account")
    func honoured() async throws {
        let client = MastodonClient()
        let first = try await client.post("a", key: "k")
        let second = try await client.post("a changed", key: "k")
        #expect(second.status == 200 && second["id"] == first["id"])
        #expect(try await client.acting(as: "ann").post("a", key: "k")["id"] != first["id"])
        client.clock.advance(by: .hours(1))
        #expect(try await client.post("a", key: "k")["id"] != first["id"])
        #expect(client.host.standing(of: "bakery") == 2)
    }

    @Test("a key whose status was deleted is answered with 404")
    func deleted() async throws {
        let client = MastodonClient()
        let id = try #require(try await client.post("a", key: "k")["id"]?.string)
        _ = try await client.send("DELETE", "/api/v1/statuses/\(id)")
        #expect(try await client.post("a", key: "k").status == 404)
    }

    @Test("a key that is stored late lets a quick repeat through")
    func late() async throws {
        var rules = FakeMastodonRules.mastodon
        rules.keyStoreDelay = .seconds(2)
        let client = MastodonClient(rules)
        _ = try await client.post("a", key: "k")
        client.clock.advance(by: .seconds(1))
        _ = try await client.post("a", key: "k")
        #expect(client.host.standing(of: "bakery") == 2)
        client.clock.advance(by: .seconds(2))
        _ = try await client.post("a", key: "k")
        #expect(client.host.standing(of: "bakery") == 2)
        #expect(client.host.report().doubles.count == 1)
    }

    @Test("a key that is ignored makes a status each time")
    func ignored() async throws {
        for rules in [FakeMastodonRules.goToSocial, .takahe] {
            let client = MastodonClient(rules)
            for _ in 0..<4 { #expect(try await client.post("a", key: "k").status == 200) }
            #expect(client.host.standing(of: "bakery") == 4)
            #expect(client.host.report().doubles.map(\.count) == [4])
        }
    }

    @Test("a key that is refused on repeat is so even after a failure")
    func refused() async throws {
        let client = MastodonClient(.pixelfed)
        let media: [String: FakeJSON] = ["media_ids": .array([.string("77")])]
        #expect(try await client.post("a", media, key: "k").status == 422)
        let again = try await client.post("a", media, key: "k")
        #expect(again.status == 400 && again["error"] == .string("Duplicate idempotency key."))
        client.clock.advance(by: .hours(1))
        #expect(try await client.post("a", media, key: "k").status == 422)
    }

    @Test("a repeat may say that it is one")
    func marked() async throws {
        let client = MastodonClient(.pleroma)
        #expect(try await client.post("a", key: "k").values("idempotent-replayed") == [])
        #expect(try await client.post("a", key: "k").values("Idempotent-Replayed") == ["true"])
    }

    @Test("lost, late and doubled requests have the effect the script says")
    func faults() async throws {
        let client = MastodonClient()
        client.host.plan(.publish, [.lose(effect: true), .lose(effect: false), .late(.seconds(5)), .twice])
        for text in ["kept", "lost", "late"] {
            await #expect(throws: HTTPTransportError.self) { try await client.post(text) }
        }
        #expect(client.host.snapshot.statuses(of: "bakery").map(\.text) == ["kept"])
        client.clock.advance(by: .seconds(5))
        #expect(client.host.snapshot.statuses(of: "bakery").map(\.text) == ["kept", "late"])
        _ = try await client.post("two")
        let report = client.host.report()
        #expect(report.count("two", on: "bakery") == 2 && report.count("late", on: "bakery") == 1)
        #expect(report.doubles.count == 1)
        #expect(client.host.effectRequests == 4)
    }

    @Test("a fault can be planned for one route alone")
    func routes() async throws {
        let client = MastodonClient()
        client.host.plan(.upload2, .status(503))
        client.host.plan(.source, .html(200, effect: false))
        #expect(try await client.upload(path: "/api/v1/media").status == 200)
        #expect(try await client.upload().status == 503)
        #expect(try await client.upload().status == 200)
        let id = try await client.published("a")
        #expect(try await client.get("/api/v1/statuses/\(id)/source").json == nil)
        #expect(try await client.get("/api/v1/statuses/\(id)/source")["text"] == .string("a"))
    }

    @Test("the same text with other media, or below another status, is no double")
    func identity() async throws {
        let client = MastodonClient()
        let root = try await client.published("a")
        _ = try await client.published("a", ["in_reply_to_id": .string(root)])
        _ = try await client.published("a", ["media_ids": .array([.string(try await client.picture())])])
        #expect(client.host.report().doubles.isEmpty)
        _ = try await client.published("a", ["media_ids": .array([.string(try await client.picture())])])
        #expect(client.host.report().doubles.map(\.count) == [2])
        _ = try await client.acting(as: "ann").post("a")
        #expect(client.host.report().standing == ["bakery": 4, "ann": 1])
    }

    @Test("a server that starts answers with a page and two fields that say how long")
    func notReady() async throws {
        let client = MastodonClient(.goToSocial)
        client.host.change { server, now in server.rules.notReadyUntil = now + .seconds(30) }
        let answer = try await client.post("a")
        #expect(answer.status == 503 && answer.json == nil)
        #expect(answer.values("Retry-After") == ["30", "Mon, 23 Nov 2026 10:00:30 GMT"])
        client.clock.advance(by: .seconds(30))
        #expect(try await client.post("a").status == 200)
    }
}
