import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("The fake Mastodon: throttles")
struct FakeMastodonRateTests {
    private func client(_ rules: FakeMastodonRules, _ rates: [FakeMastodonRate]) -> MastodonClient {
        var rules = rules
        rules.limits.rates = rates
        return MastodonClient(rules)
    }

    @Test("fields tell the throttle closest to its end, the reset with microseconds")
    func fields() async throws {
        let client = client(
            .mastodon,
            [
                FakeMastodonRate(.token, 300, per: .minutes(5)), FakeMastodonRate(.media, 3, per: .minutes(30)),
            ])
        let read = try await client.get("/api/v1/accounts/verify_credentials")
        #expect(read.values("X-RateLimit-Limit") == ["300"] && read.values("X-RateLimit-Remaining") == ["299"])
        let upload = try await client.upload()
        #expect(upload.values("X-RateLimit-Limit") == ["3"] && upload.values("X-RateLimit-Remaining") == ["2"])
        let reset = try #require(upload.values("X-RateLimit-Reset").first)
        #expect(reset.hasPrefix("2026-11-23T10:30:00.") && reset.utf8.count == 27)
        let budget = try #require(RateHeaders().budget(upload.headers, now: client.clock.now))
        #expect(budget.remaining == 2 && budget.resetAt == client.clock.now + .minutes(30))
    }

    @Test("past the limit nothing happens, and there is no Retry-After unless the rules say so")
    func limited() async throws {
        for (form, wanted) in [
            (FakeMastodonRules.RetryAfter.none, 0), (.seconds, 1), (.secondsAndDate, 2),
        ] {
            var rules = FakeMastodonRules.goToSocial
            rules.retryAfter = form
            let client = client(rules, [FakeMastodonRate(.statuses, 1, per: .minutes(5))])
            #expect(try await client.post("a").status == 200)
            let refused = try await client.post("b")
            #expect(refused.status == 429 && refused.values("Retry-After").count == wanted)
            #expect(refused.values("X-Ratelimit-Remaining") == ["0"])
            #expect(RateHeaders().wait(refused.headers, now: client.clock.now) == .minutes(5))
            #expect(client.host.standing(of: "bakery") == 1)
            client.clock.advance(by: .minutes(5))
            #expect(try await client.post("b").status == 200)
        }
    }

    @Test("each throttle counts its own requests", arguments: FakeMastodonRate.Sort.allCases)
    func sorts(sort: FakeMastodonRate.Sort) async throws {
        let client = client(.mastodon, [FakeMastodonRate(sort, 1, per: .hours(1))])
        let sender = client.acting(as: "bakery")
        let id = client.host.change { server, now in
            server.write("a", by: server.addAccount("bakery", now: now), now: now)
        }
        let calls: [(FakeMastodonRate.Sort, () async throws -> Int)] = [
            (.media, { try await sender.upload().status }),
            (.deletes, { try await sender.send("DELETE", "/api/v1/statuses/9").status }),
            (.statuses, { try await sender.post("").status }),
            (.puts, { try await sender.json("PUT", "/api/v1/statuses/\(id)", ["status": .string("a")]).status }),
            (.paging, { try await sender.get("/api/v1/notifications?min_id=1").status }),
        ]
        for (other, call) in calls {
            let first = try await call()
            let second = try await call()
            let isCounted = other == sort || sort == .token
            #expect((second == 429) == isCounted, "\(other): \(first), \(second)")
        }
        #expect(try await client.acting(as: "ann").get("/api/v1/notifications?min_id=1").status == 200)
    }

    @Test("a server without limits tells none")
    func none() async throws {
        let answer = try await MastodonClient(.takahe).post("a")
        #expect(!answer.headers.contains { $0.name.lowercased().contains("ratelimit") })
    }
}
