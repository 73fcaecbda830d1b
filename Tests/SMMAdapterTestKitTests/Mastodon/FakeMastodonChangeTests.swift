import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("The fake Mastodon: edits, deletes, likes, profile")
struct FakeMastodonChangeTests {
    @Test("an edit replaces the whole: what is left out becomes empty, media too")
    func edit() async throws {
        let client = MastodonClient()
        let picture = try await client.picture()
        let id = try await client.published(
            "One", ["media_ids": .array([.string(picture)]), "spoiler_text": .string("food")])
        let path = "/api/v1/statuses/\(id)"
        let kept = try await client.json(
            "PUT", path, ["status": .string("Two"), "media_ids": .array([.string(picture)])])
        #expect(kept["media_attachments"]?.elements?.count == 1 && kept["spoiler_text"] == .string(""))
        #expect(kept["edited_at"]?.string != nil)
        let dropped = try await client.json("PUT", path, ["status": .string("Two")])
        #expect(dropped["media_attachments"]?.elements?.isEmpty == true)
        #expect(client.host.changes == 2)
        #expect(try await client.json("PUT", path, ["spoiler_text": .string("")]).status == 422)
        #expect(try await client.get(path + "/source")["text"] == .string("Two"))
    }

    @Test("an edit that changes nothing has no effect to count")
    func sameEdit() async throws {
        let client = MastodonClient()
        let id = try await client.published("One", ["language": .string("en")])
        let path = "/api/v1/statuses/\(id)"
        for _ in 0..<2 {
            let answer = try await client.json("PUT", path, ["status": .string("One"), "language": .string("en")])
            #expect(answer.status == 200 && answer["edited_at"] == .null)
        }
        #expect(client.host.changes == 0)
        #expect(try await client.json("PUT", path, ["status": .string("Two")])["edited_at"]?.string != nil)
        #expect(client.host.changes == 1)
    }

    @Test("descriptions of what is attached are changed by an edit")
    func attributes() async throws {
        let client = MastodonClient()
        let picture = try await client.picture()
        let media = FakeJSON.array([.string(picture)])
        let id = try await client.published("One", ["media_ids": media])
        let answer = try await client.json(
            "PUT", "/api/v1/statuses/\(id)",
            [
                "status": .string("One"), "media_ids": media,
                "media_attributes": .array([.object(["id": .string(picture), "description": .string("A loaf")])]),
            ])
        #expect(answer["media_attachments"]?.elements?.first?["description"] == .string("A loaf"))
        let form = try await client.form(
            "PUT", "/api/v1/statuses/\(id)",
            [
                ("status", "One"), ("media_ids[]", picture), ("media_attributes[][id]", picture),
                ("media_attributes[][description]", "Rolls"),
            ])
        #expect(form["media_attachments"]?.elements?.first?["description"] == .string("Rolls"))
        #expect(client.host.changes == 2)
    }

    @Test("other choices begin a poll anew")
    func poll() async throws {
        let client = MastodonClient()
        func poll(_ options: [String]) -> FakeJSON {
            .object(["options": .array(options.map(FakeJSON.string)), "expires_in": .number(300)])
        }
        let answer = try await client.post("Q", ["poll": poll(["a", "b"])])
        let id = try #require(answer["id"]?.string)
        let pollID = try #require(answer["poll"]?["id"]?.string)
        let ann = client.acting(as: "ann")
        _ = try await ann.json("POST", "/api/v1/polls/\(pollID)/votes", ["choices": .array([.number(0)])])
        let path = "/api/v1/statuses/\(id)"
        let same = try await client.json("PUT", path, ["status": .string("Q?"), "poll": poll(["a", "b"])])
        #expect(same["poll"]?["votes_count"] == .number(1))
        let other = try await client.json("PUT", path, ["status": .string("Q?"), "poll": poll(["a", "c"])])
        #expect(other["poll"]?["votes_count"] == .number(0))
        #expect(try await client.json("PUT", path, ["status": .string("Q?")])["poll"] == .null)
    }

    @Test("a delete gives the source back and is 404 the second time; media are free again")
    func delete() async throws {
        let client = MastodonClient()
        let picture = try await client.picture()
        let media: [String: FakeJSON] = ["media_ids": .array([.string(picture)])]
        let id = try await client.published("One", media)
        let path = "/api/v1/statuses/\(id)"
        #expect(try await client.acting(as: "ann").send("DELETE", path).status == 404)
        let first = try await client.send("DELETE", path)
        #expect(first.status == 200 && first["text"] == .string("One"))
        #expect(try await client.send("DELETE", path).status == 404)
        #expect(client.host.changes == 1 && client.host.standing(of: "bakery") == 0)
        let again = try await client.published("Two", media)
        _ = try await client.send("DELETE", "/api/v1/statuses/\(again)?delete_media=true")
        #expect(client.host.snapshot.media.isEmpty)
    }

    @Test("a like counts once, tells the author, and can be taken back")
    func favourite() async throws {
        let client = MastodonClient()
        let id = try await client.acting(as: "ann").published("One")
        for _ in 0..<2 {
            let liked = try await client.send("POST", "/api/v1/statuses/\(id)/favourite")
            #expect(liked["favourites_count"] == .number(1) && liked["favourited"] == .bool(true))
        }
        let told = try await client.acting(as: "ann").get("/api/v1/notifications")
        #expect(told.json?.elements?.compactMap { $0["type"]?.string } == ["favourite"])
        let taken = try await client.send("POST", "/api/v1/statuses/\(id)/unfavourite")
        #expect(taken["favourites_count"] == .number(0))
        #expect(try await client.send("POST", "/api/v1/statuses/9/favourite").status == 404)
    }

    @Test("a profile is written by multipart, with pictures and numbered pairs")
    func profile() async throws {
        let client = MastodonClient()
        var form = MultipartForm(boundary: "b0b0b0b0b0")
        form.add("display_name", "The Bakery")
        form.add("note", "Bread & rolls")
        form.add("fields_attributes[0][name]", "Site")
        form.add("fields_attributes[0][value]", "https://bakery.example")
        form.add("avatar", file: "a.png", type: "image/png", content: HTTPBody([1, 2]))
        let before = try await client.get("/api/v1/accounts/verify_credentials")
        let answer = try await client.send(
            "PATCH", "/api/v1/accounts/update_credentials", headers: [HTTPField("Content-Type", form.contentType)],
            body: form.body.bytes ?? [])
        #expect(answer["display_name"] == .string("The Bakery"))
        #expect(answer["note"] == .string("<p>Bread &amp; rolls</p>"))
        #expect(answer["source"]?["note"] == .string("Bread & rolls"))
        #expect(answer["source"]?["fields"]?.elements?.first?["name"] == .string("Site"))
        #expect(answer["avatar"] != before["avatar"] && answer["header"] == before["header"])
        let many = (0..<5).map { ("fields_attributes[\($0)][name]", "n") }
        #expect(try await client.form("PATCH", "/api/v1/accounts/update_credentials", many).status == 422)
        let text = try await client.form("PATCH", "/api/v1/accounts/update_credentials", [("avatar", "x")])
        #expect(text.status == 400)
    }
}
