import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("The fake Mastodon: reading, pages, notifications, conversations")
struct FakeMastodonReadTests {
    private func account(_ client: MastodonClient, _ name: String = "bakery") throws -> String {
        try #require(client.host.snapshot.localAccount(name)).id
    }

    @Test("own statuses come in pages by every cursor, newest first")
    func pages() async throws {
        let client = MastodonClient(.mastodon.unthrottled)
        var ids: [String] = []
        for number in 0..<7 { ids.append(try await client.published("\(number)")) }
        let path = "/api/v1/accounts/\(try account(client))/statuses?limit=3"
        let first = try await client.get(path)
        #expect(first.ids == [ids[6], ids[5], ids[4]])
        let second = try await client.get(try #require(first.link("next")))
        #expect(second.ids == [ids[3], ids[2], ids[1]])
        let third = try await client.get(try #require(second.link("next")))
        #expect(third.ids == [ids[0]] && third.link("next") == nil)
        #expect(try await client.get(try #require(third.link("prev"))).ids == [ids[3], ids[2], ids[1]])
        #expect(try await client.get(path + "&min_id=\(ids[1])").ids == [ids[4], ids[3], ids[2]])
        #expect(try await client.get(path + "&since_id=\(ids[1])").ids == [ids[6], ids[5], ids[4]])
        let none = try await client.get(path + "&since_id=\(ids[6])")
        #expect(none.text == "[]" && none.values("Link") == [])
        #expect(try await client.get(path + "&max_id=\(ids[1])").ids == [ids[0]])
        #expect(try await client.get("/api/v1/accounts/\(try account(client))/statuses?limit=0").status == 400)
    }

    @Test("filters of own statuses hold")
    func filters() async throws {
        let client = MastodonClient()
        let ann = try account(client, "ann")
        let hers = client.host.change { $0.write("Hi", by: ann, now: $1) }
        let plain = try await client.published("Bread #fresh")
        let own = try await client.published("More", ["in_reply_to_id": .string(plain)])
        let reply = try await client.published("@ann hi", ["in_reply_to_id": .string(hers)])
        let media = try await client.published("See", ["media_ids": .array([.string(try await client.picture())])])
        let path = "/api/v1/accounts/\(try account(client))/statuses?"
        #expect(try await client.get(path + "exclude_replies=true").ids == [media, own, plain])
        #expect(try await client.get(path + "only_media=true").ids == [media])
        #expect(try await client.get(path + "tagged=Fresh").ids == [plain])
        #expect(try await client.get(path + "pinned=true").ids == [])
        #expect(try await client.get(path + "exclude_reblogs=true").ids == [media, reply, own, plain])
        #expect(try await client.get(path + "exclude_replies=maybe").status == 400)
    }

    @Test("a listing lags where the rules say so")
    func lag() async throws {
        var rules = FakeMastodonRules.goToSocial
        rules.listingLag = .seconds(10)
        let client = MastodonClient(rules)
        let id = try await client.published("a")
        let path = "/api/v1/accounts/\(try account(client))/statuses"
        #expect(try await client.get(path).ids == [])
        #expect(try await client.get("/api/v1/statuses/\(id)").status == 200)
        client.clock.advance(by: .seconds(10))
        let listed = try await client.get(path)
        #expect(listed.ids == [id])
        // Links carry what the server puts there, and are followed as they are.
        #expect(listed.link("prev")?.contains("local=false") == true)
    }

    @Test("context gives what is above and below, at any depth, in order")
    func context() async throws {
        let client = MastodonClient()
        let ann = try account(client, "ann")
        let root = try await client.published("0")
        let second = try await client.published("1", ["in_reply_to_id": .string(root)])
        let answer = client.host.change { $0.write("a", by: ann, answering: second, now: $1) }
        let deep = client.host.change { $0.write("b", by: ann, answering: answer, now: $1) }
        let beside = client.host.change { $0.write("c", by: ann, answering: second, now: $1) }
        _ = client.host.change {
            $0.write("secret", by: ann, visibility: "direct", answering: second, now: $1)
        }
        let context = try await client.get("/api/v1/statuses/\(second)/context")
        let ids: (String) -> [String] = { (context[$0]?.elements ?? []).compactMap { $0["id"]?.string } }
        #expect(ids("ancestors") == [root])
        #expect(ids("descendants") == [answer, deep, beside])
        let batch = try await client.get("/api/v1/statuses?id[]=\(root)&id[]=\(deep)&id[]=1")
        #expect(batch.ids == [root, deep])
    }

    @Test("direct and private statuses are seen by those they are for")
    func visibility() async throws {
        let client = MastodonClient()
        let ann = client.acting(as: "ann")
        let direct = try await client.published("@ann psst", ["visibility": .string("direct")])
        let closed = try await client.published("Friends", ["visibility": .string("private")])
        #expect(try await ann.get("/api/v1/statuses/\(direct)").status == 200)
        #expect(try await client.anonymous.get("/api/v1/statuses/\(direct)").status == 404)
        #expect(try await ann.get("/api/v1/statuses/\(closed)").status == 404)
        let (bakery, annID) = (try account(client), try account(client, "ann"))
        client.host.change { $0.follow(bakery, by: annID, now: $1) }
        #expect(try await ann.get("/api/v1/statuses/\(closed)").status == 200)
        let seen = try await client.anonymous.get("/api/v1/accounts/\(bakery)/statuses")
        #expect(seen.ids == [])
    }

    @Test("notifications come by type and cursor, with who and what")
    func notifications() async throws {
        let client = MastodonClient(.mastodon.unthrottled)
        let id = try await client.published("Bread")
        let (bakery, ann) = (try account(client), try account(client, "ann"))
        client.host.change { server, now in
            let far = server.addAccount("bob", domain: "far.example", now: now)
            server.like(id, by: ann, now: now)
            server.reblog(id, by: far, now: now)
            server.write("@bakery nice", by: far, answering: id, now: now)
            server.write("Look", by: ann, quoting: id, now: now)
            server.follow(bakery, by: far, now: now)
        }
        let all = try await client.get("/api/v1/notifications?limit=2")
        #expect(all.json?.elements?.compactMap { $0["type"]?.string } == ["follow", "quote"])
        #expect(all.json?.elements?.first?["account"]?["acct"] == .string("bob@far.example"))
        let next = try await client.get(try #require(all.link("next")))
        #expect(next.json?.elements?.compactMap { $0["type"]?.string } == ["mention", "reblog"])
        let mentions = try await client.get("/api/v1/notifications?types[]=mention&types[]=follow")
        #expect(mentions.ids.count == 2)
        let others = try await client.get("/api/v1/notifications?exclude_types[]=mention&account_id=\(ann)")
        #expect(others.json?.elements?.compactMap { $0["type"]?.string } == ["quote", "favourite"])
        let forward = try await client.get("/api/v1/notifications?limit=1&min_id=\(next.ids[1])")
        #expect(forward.ids == [next.ids[0]])
        let one = try await client.get("/api/v1/notifications/\(next.ids[0])")
        #expect(one["status"]?["in_reply_to_id"] == .string(id))
        let grouped = try await client.get("/api/v2/notifications")
        #expect(grouped["notification_groups"]?.elements?.count == 5)
        #expect(try await MastodonClient(.goToSocial).get("/api/v2/notifications").status == 404)
    }

    @Test("notifications of Takahē come late, overtake each other and stand in disorder")
    func lateNotifications() async throws {
        let client = MastodonClient(.takahe)
        let id = try await client.published("Bread")
        for name in ["a", "b", "c"] {
            client.host.change { $0.like(id, by: $0.addAccount(name, now: $1), now: $1) }
        }
        let people = { (answer: HTTPResponse) in
            (answer.json?.elements ?? []).compactMap { $0["account"]?["acct"]?.string }
        }
        #expect(people(try await client.get("/api/v1/notifications")) == [])
        client.clock.advance(by: .seconds(5))
        #expect(people(try await client.get("/api/v1/notifications")) == ["b"])
        client.clock.advance(by: .seconds(5))
        #expect(people(try await client.get("/api/v1/notifications")) == ["b", "c", "a"])
    }

    @Test("a follow of a locked account is a request")
    func locked() async throws {
        let client = MastodonClient(.goToSocial)
        let (bakery, ann) = (try account(client), try account(client, "ann"))
        client.host.change { $0.follow(bakery, by: ann, now: $1) }
        let told = try await client.get("/api/v1/notifications")
        #expect(told.json?.elements?.compactMap { $0["type"]?.string } == ["follow_request"])
        #expect(try await client.get("/api/v1/accounts/verify_credentials")["followers_count"] == .number(0))
    }

    @Test("direct statuses make conversations that can be marked as read")
    func conversations() async throws {
        let client = MastodonClient()
        let ann = try account(client, "ann")
        let first = client.host.change {
            $0.write("@bakery open?", by: ann, visibility: "direct", now: $1)
        }
        client.clock.advance(by: .seconds(1))
        client.host.change {
            _ = $0.write("@bakery hello", by: $0.addAccount("bob", now: $1), visibility: "direct", now: $1)
        }
        let list = try await client.get("/api/v1/conversations")
        #expect(list.json?.elements?.count == 2)
        let conversation = try #require(list.json?.elements?.last)
        #expect(conversation["unread"] == .bool(true))
        #expect(conversation["last_status"]?["id"] == .string(first))
        #expect(conversation["accounts"]?.elements?.compactMap { $0["acct"]?.string } == ["ann"])
        let id = try #require(conversation["id"]?.string)
        #expect(try await client.send("POST", "/api/v1/conversations/\(id)/read")["unread"] == .bool(false))
        #expect(try await client.get("/api/v1/conversations").json?.elements?.last?["unread"] == .bool(false))
        let reply: [String: FakeJSON] = ["visibility": .string("direct"), "in_reply_to_id": .string(first)]
        let answer = try await client.published("@ann yes", reply)
        let again = try await client.get("/api/v1/conversations")
        #expect(again.json?.elements?.first?["last_status"]?["id"] == .string(answer))
        #expect(try await client.acting(as: "ann").get("/api/v1/conversations").json?.elements?.count == 1)
    }

    @Test("ids look as each server's and grow")
    func ids() async throws {
        for (rules, width) in [(FakeMastodonRules.mastodon, 18), (.goToSocial, 26), (.pleroma, 18)] {
            let client = MastodonClient(rules)
            let one = try await client.published("a")
            client.clock.advance(by: .seconds(1))
            let two = try await client.published("b")
            #expect(one.utf8.count == width && two.utf8.count == width && one < two)
        }
        let small = MastodonClient(.takahe)
        let picture = try await small.picture()
        #expect(picture.utf8.count <= 2)
        #expect(try await small.published("a").utf8.count > 10)
    }

    @Test("the server says what it is and what it takes, in the version it has")
    func instance() async throws {
        let mastodon = try await MastodonClient().anonymous.get("/api/v2/instance")
        #expect(mastodon["api_versions"]?["mastodon"] == .number(7))
        #expect(mastodon["configuration"]?["statuses"]?["max_characters"] == .number(500))
        let social = try await MastodonClient(.goToSocial).anonymous.get("/api/v2/instance")
        #expect(social["api_versions"] == nil && social["version"]?.string?.hasPrefix("0.20") == true)
        #expect(social["configuration"]?["statuses"]?["characters_reserved_per_url"] == .number(25))
        let pleroma = MastodonClient(.pleroma).anonymous
        #expect(try await pleroma.get("/api/v2/instance").status == 404)
        let old = try await pleroma.get("/api/v1/instance")
        #expect(old["max_toot_chars"] == .number(5000) && old["configuration"] == nil)
        #expect(old["version"]?.string?.contains("(compatible; Pleroma") == true)
        let unknown = try await pleroma.get("/api/v1/moon")
        #expect(unknown.status == 200 && unknown.text == "[]")
        #expect(try await MastodonClient().get("/api/v1/moon").status == 404)
        let found = try await MastodonClient().get("/api/v1/accounts/lookup?acct=ann")
        #expect(found["username"] == .string("ann"))
    }
}
