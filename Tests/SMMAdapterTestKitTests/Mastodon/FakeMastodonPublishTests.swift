import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("The fake Mastodon: new statuses")
struct FakeMastodonPublishTests {
    @Test("a status stands as it was sent, its text as HTML")
    func whole() async throws {
        let client = MastodonClient()
        let media = [try await client.picture(), try await client.picture([4])]
        let answer = try await client.post(
            "Hi @ann & <all>:\n\nhttps://example.org/a?b=1&c=2 #Bread",
            [
                "media_ids": .array(media.map(FakeJSON.string)), "spoiler_text": .string("food"),
                "language": .string("en"), "visibility": .string("unlisted"),
            ])
        #expect(answer.status == 200)
        #expect(answer["visibility"] == .string("unlisted") && answer["sensitive"] == .bool(true))
        #expect(answer["media_attachments"]?.elements?.compactMap { $0["id"]?.string } == media)
        #expect(answer["mentions"]?.elements?.first?["acct"] == .string("ann"))
        #expect(answer["tags"]?.elements?.first?["name"] == .string("bread"))
        let content = try #require(answer["content"]?.string)
        #expect(content.contains("&amp; &lt;all&gt;:</p><p><a href=\"https://example.org/a?b=1&amp;c=2\""))
        #expect(content.hasSuffix("#<span>Bread</span></a></p>"))
        let id = try #require(answer["id"]?.string)
        #expect(answer["url"] == .string("https://fake.example/@bakery/\(id)"))
        #expect(client.host.standing(of: "bakery") == 1)
    }

    @Test("blank and too long texts are refused by each server's own status and count")
    func length() async throws {
        for (rules, status, most) in [(FakeMastodonRules.mastodon, 422, 500), (.goToSocial, 400, 5000)] {
            let client = MastodonClient(rules)
            let blank = try await client.post(" \n ")
            #expect(blank.status == status)
            #expect(blank["details"]?["text"]?.elements?.first?["error"] == .string("ERR_BLANK"))
            let long = try await client.post(String(repeating: "a", count: most + 1))
            #expect(long.status == status)
            #expect(long["details"]?["text"]?.elements?.first?["error"] == .string("ERR_TOO_LONG"))
            #expect(try await client.post(String(repeating: "a", count: most)).status == 200)
            let warned = try await client.post(
                String(repeating: "a", count: most), ["spoiler_text": .string("b")])
            #expect(warned.status == status)
        }
    }

    @Test("graphemes and short addresses count on Mastodon, code points in full on GoToSocial")
    func units() async throws {
        let family = String(repeating: "👨‍👩‍👧‍👦", count: 500)
        #expect(try await MastodonClient().post(family).status == 200)
        var rules = FakeMastodonRules.goToSocial
        rules.limits.text = 500
        #expect(try await MastodonClient(rules).post(family).status == 400)
        let address = "https://example.org/" + String(repeating: "x", count: 600)
        #expect(try await MastodonClient().post(address).status == 200)
        #expect(try await MastodonClient(rules).post(address).status == 400)
    }

    @Test("without text the warning becomes the text")
    func warning() async throws {
        let client = MastodonClient()
        let answer = try await client.json("POST", "/api/v1/statuses", ["spoiler_text": .string("Closed")])
        #expect(answer["spoiler_text"] == .string(""))
        #expect(answer["content"] == .string("<p>Closed</p>"))
    }

    @Test("without a token or with a bad one nothing is made, in the server's own words")
    func tokens() async throws {
        var client = MastodonClient()
        #expect(try await client.anonymous.post("a").status == 401)
        client.token = Secret("wrong")
        #expect(try await client.post("a").status == 401)
        var takahe = MastodonClient(.takahe)
        takahe.token = Secret("wrong")
        let answer = try await takahe.post("a")
        #expect(answer.status == 400)
        #expect(answer.values("Content-Type") == ["text/plain; charset=utf-8"])
        client.host.change { server, now in
            let id = server.addAccount("bakery", now: now)
            server.disable(id)
        }
        #expect(try await client.acting(as: "bakery").post("a").status == 403)
        #expect(client.host.report().items.isEmpty)
    }

    @Test("each route wants its own scope or the one above it")
    func scopes() async throws {
        let client = MastodonClient()
        let writer = client.acting(as: "bakery", scopes: ["write:statuses"])
        #expect(try await writer.post("a").status == 200)
        #expect(try await writer.upload().status == 403)
        #expect(try await writer.get("/api/v1/notifications").status == 403)
        #expect(try await writer.get("/api/v1/accounts/verify_credentials").status == 403)
        let profile = client.acting(as: "bakery", scopes: ["profile"])
        #expect(try await profile.get("/api/v1/accounts/verify_credentials").status == 200)
        #expect(try await profile.post("a").status == 403)
        #expect(try await client.acting(as: "bakery", scopes: ["read"]).get("/api/v1/notifications").status == 200)
    }

    @Test("truth values in JSON must be truth values on GoToSocial")
    func booleans() async throws {
        let body: [String: FakeJSON] = ["sensitive": .string("true")]
        #expect(try await MastodonClient().post("a", body)["sensitive"] == .bool(true))
        #expect(try await MastodonClient(.goToSocial).post("a", body).status == 400)
        let form = try await MastodonClient(.goToSocial).form(
            "POST", "/api/v1/statuses", [("status", "a"), ("sensitive", "true")])
        #expect(form["sensitive"] == .bool(true))
    }

    @Test("a status that names no visibility takes the account's, else the server's")
    func visibility() async throws {
        let client = MastodonClient(.goToSocial)
        #expect(try await client.post("a")["visibility"] == .string("unlisted"))
        let changed = try await client.json(
            "PATCH", "/api/v1/accounts/update_credentials",
            ["source": .object(["privacy": .string("private")])])
        #expect(changed.status == 200)
        #expect(try await client.post("b")["visibility"] == .string("private"))
        #expect(try await client.post("c", ["visibility": .string("secret")]).status == 400)
        #expect(try await MastodonClient(.pixelfed).post("c", ["visibility": .string("direct")]).status == 422)
    }

    @Test("quotes are kept by servers that know them and dropped without a word by others")
    func quotes() async throws {
        let client = MastodonClient()
        let quoted = try await client.published("First")
        let quote = try await client.post("Second", ["quoted_status_id": .string(quoted)])
        #expect(quote["quote"]?["quoted_status"]?["id"] == .string(quoted))
        #expect(try await client.get("/api/v1/statuses/\(quoted)")["quotes_count"] == .number(1))
        #expect(try await client.get("/api/v1/statuses/\(quoted)/quotes").ids == [try #require(quote["id"]?.string)])
        #expect(try await client.post("Third", ["quoted_status_id": .string("1")]).status == 404)
        let plain = MastodonClient(.goToSocial)
        let other = try await plain.published("First")
        let dropped = try await plain.post("Second", ["quoted_status_id": .string(other), "colour": .string("red")])
        #expect(dropped.status == 200 && dropped["quote"] == nil)
        #expect(plain.host.report().droppedFields == ["colour", "quoted_status_id"])
    }

    @Test("a quote of somebody elsewhere waits, and a quote of what is for followers is for followers")
    func quoteStates() async throws {
        let client = MastodonClient()
        let far = client.host.change { server, now in
            server.write("Hi", by: server.addAccount("bob", domain: "far.example", now: now), now: now)
        }
        let pending = try await client.post("Look", ["quoted_status_id": .string(far)])
        #expect(pending["quote"]?["state"] == .string("pending") && pending["quote"]?["quoted_status"] == .null)
        let closed = try await client.published("Friends", ["visibility": .string("private")])
        let quote = try await client.post("Look", ["quoted_status_id": .string(closed)])
        #expect(quote["visibility"] == .string("private"))
    }

    @Test("a preview shows a status and makes none")
    func preview() async throws {
        let client = MastodonClient(.pleroma)
        let shown = try await client.post("Bread", ["preview": .bool(true)])
        #expect(shown.status == 200 && shown["content"] == .string("<p>Bread</p>"))
        #expect(client.host.report().items.isEmpty)
        let plain = MastodonClient()
        #expect(try await plain.post("Bread", ["preview": .bool(true)]).status == 200)
        #expect(plain.host.standing(of: "bakery") == 1)
    }

    @Test("what a silenced account says in public is unlisted")
    func silenced() async throws {
        let client = MastodonClient()
        client.host.change { $0.silence($0.addAccount("bakery", now: $1)) }
        #expect(try await client.post("a", ["visibility": .string("public")])["visibility"] == .string("unlisted"))
        #expect(try await client.post("b", ["visibility": .string("direct")])["visibility"] == .string("direct"))
    }

    @Test("who may be quoted is asked for, and a policy can be changed")
    func quotePolicy() async throws {
        let client = MastodonClient(.mastodon.unthrottled)
        let quoted = try await client.published("Mine")
        let path = "/api/v1/statuses/\(quoted)/interaction_policy"
        #expect(try await client.json("PUT", path, ["quote_approval_policy": .string("nobody")]).status == 200)
        let ann = client.acting(as: "ann")
        #expect(try await ann.post("Look", ["quoted_status_id": .string(quoted)]).status == 403)
        #expect(try await client.post("Look", ["quoted_status_id": .string(quoted)]).status == 200)
        let picture = try await client.picture()
        let both = try await client.post(
            "Look", ["quoted_status_id": .string(quoted), "media_ids": .array([.string(picture)])])
        #expect(both.status == 422)
    }

    @Test("a reply to what is not there is refused as each server does")
    func parents() async throws {
        let missing: [String: FakeJSON] = ["in_reply_to_id": .string("999")]
        let answer = try await MastodonClient().post("a", missing)
        #expect(answer.status == 404 && answer["error"] == .string("Record not found"))
        let takahe = try await MastodonClient(.takahe).post("a", missing)
        #expect(takahe.status == 500 && takahe.values("Content-Type") == ["text/html"])
        let client = MastodonClient()
        let parent = try await client.published("One")
        #expect(try await client.post("Two", ["in_reply_to_id": .string(parent)])["in_reply_to_id"] == .string(parent))
        _ = try await client.send("DELETE", "/api/v1/statuses/\(parent)")
        #expect(try await client.post("Three", ["in_reply_to_id": .string(parent)]).status == 404)
    }

    @Test("polls keep their limits, take votes once and go without media")
    func polls() async throws {
        let client = MastodonClient(.mastodon.unthrottled)
        func poll(_ options: [String], _ seconds: Double) -> [String: FakeJSON] {
            [
                "poll": .object([
                    "options": .array(options.map(FakeJSON.string)), "expires_in": .number(seconds),
                ])
            ]
        }
        for wrong in [poll(["a"], 300), poll(["a", "a"], 300), poll(["a", "b"], 299), poll(["a", ""], 300)] {
            #expect(try await client.post("Q", wrong).status == 422)
        }
        var withMedia = poll(["a", "b"], 300)
        withMedia["media_ids"] = .array([.string(try await client.picture())])
        #expect(try await client.post("Q", withMedia).status == 422)
        let id = try #require(try await client.post("Q", poll(["a", "b"], 300))["poll"]?["id"]?.string)
        let ann = client.acting(as: "ann")
        let vote = try await ann.json("POST", "/api/v1/polls/\(id)/votes", ["choices": .array([.number(1)])])
        #expect(vote["options"]?.elements?.compactMap { $0["votes_count"]?.integer } == [0, 1])
        #expect(try await ann.form("POST", "/api/v1/polls/\(id)/votes", [("choices[]", "0")]).status == 422)
        #expect(try await client.get("/api/v1/polls/\(id)")["votes_count"] == .number(1))
        client.clock.advance(by: .seconds(300))
        #expect(try await client.get("/api/v1/polls/\(id)")["expired"] == .bool(true))
    }

    @Test("scheduling is kept, backdates or is not looked at")
    func scheduling() async throws {
        let client = MastodonClient()
        let at: [String: FakeJSON] = ["scheduled_at": .string("2026-11-23T10:30:00Z")]
        let kept = try await client.post("Later", at)
        #expect(kept["scheduled_at"] == .string("2026-11-23T10:30:00.000Z") && kept["content"] == nil)
        #expect(client.host.standing(of: "bakery") == 0)
        client.clock.advance(by: .minutes(30))
        #expect(client.host.standing(of: "bakery") == 1)
        let near = try await client.post("Soon", ["scheduled_at": .string("2026-11-23T10:31:00Z")])
        #expect(near.status == 422)
        let past: [String: FakeJSON] = ["scheduled_at": .string("2020-01-01T00:00:00Z")]
        let backdated = try await MastodonClient(.goToSocial).post("Then", past)
        #expect(backdated["created_at"] == .string("2020-01-01T00:00:00.000Z"))
        let atOnce = MastodonClient(.takahe)
        #expect(try await atOnce.post("Now", at)["created_at"] == .string("2026-11-23T10:00:00.000Z"))
        #expect(atOnce.host.standing(of: "bakery") == 1)
    }

    @Test("Pixelfed wants media, and may answer a list instead of a status")
    func pixelfed() async throws {
        var rules = FakeMastodonRules.pixelfed
        let client = MastodonClient(rules)
        #expect(try await client.post("Only text").status == 403)
        let picture = try await client.picture()
        let answer = try await client.post("Caption", ["media_ids": .array([.string(picture)])])
        #expect(answer.status == 200)
        let parent = try #require(answer["id"]?.string)
        #expect(try await client.post("Reply", ["in_reply_to_id": .string(parent)]).status == 200)
        let warned = try await client.post("Reply", ["in_reply_to_id": .string(parent), "spoiler_text": .string("x")])
        #expect(warned["spoiler_text"] == .string(""))
        let long: [String: FakeJSON] = [
            "in_reply_to_id": .string(parent), "spoiler_text": .string(String(repeating: "x", count: 141)),
            "sensitive": .bool(true),
        ]
        #expect(try await client.post("Reply", long).status == 422)
        #expect(try await client.upload(type: "video/mp4").status == 403)
        rules.answersEmptyList = true
        let inactive = MastodonClient(rules)
        let other = try await inactive.picture()
        let list = try await inactive.post("Caption", ["media_ids": .array([.string(other)])])
        #expect(list.status == 200 && list.text == "[]")
        #expect(inactive.host.standing(of: "bakery") == 1)
    }

    @Test("errors come in German or as pages where the rules say so")
    func words() async throws {
        var rules = FakeMastodonRules.mastodon
        rules.language = "de"
        let german = try await MastodonClient(rules).post("")
        #expect(german["error"] == .string("Gültigkeitsprüfung ist fehlgeschlagen: Der Text darf nicht leer sein"))
        #expect(german["details"]?["text"]?.elements?.first?["error"] == .string("ERR_BLANK"))
        let page = try await MastodonClient(.takahe).send("DELETE", "/api/v1/statuses/1")
        #expect(page.status == 404 && page.json == nil && page.text.hasPrefix("<!doctype html>"))
    }
}
