import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("The fake Mastodon: media")
struct FakeMastodonMediaTests {
    @Test("a picture is ready at once, with its description and focus")
    func picture() async throws {
        let client = MastodonClient()
        let answer = try await client.upload([1], [("description", "A loaf"), ("focus", "-0.5,1.0")])
        #expect(answer.status == 200)
        #expect(answer["type"] == .string("image") && answer["description"] == .string("A loaf"))
        #expect(answer["meta"]?["focus"]?["x"] == .number(-0.5))
        #expect(answer["url"]?.string != nil)
    }

    @Test("a video is processed: 202, then 206, then 200, and cannot be attached before")
    func video() async throws {
        let client = MastodonClient()
        let answer = try await client.upload(type: "video/mp4")
        #expect(answer.status == 202 && answer["url"] == .null)
        let id = try #require(answer["id"]?.string)
        #expect(try await client.get("/api/v1/media/\(id)").status == 206)
        let attached: [String: FakeJSON] = ["media_ids": .array([.string(id)])]
        #expect(try await client.post("Film", attached).status == 422)
        client.clock.advance(by: .seconds(2))
        #expect(try await client.get("/api/v1/media/\(id)").status == 200)
        #expect(try await client.post("Film", attached).status == 200)
        #expect(try await client.get("/api/v1/media/\(id)").status == 404)
    }

    @Test("processing can fail, be asked of pictures, or not be there at all")
    func processing() async throws {
        let client = MastodonClient()
        let id = try #require(try await client.upload(type: "video/mp4")["id"]?.string)
        client.host.change { server, _ in server.breakMedium(id) }
        client.clock.advance(by: .seconds(2))
        #expect(try await client.get("/api/v1/media/\(id)").status == 422)
        var rules = FakeMastodonRules.mastodon
        rules.processesPictures = true
        #expect(try await MastodonClient(rules).upload().status == 202)
        #expect(try await MastodonClient(rules).upload(path: "/api/v1/media").status == 200)
        #expect(try await MastodonClient(.goToSocial).upload(type: "video/mp4").status == 200)
    }

    @Test("what is no file, of no known type, empty or too big is refused")
    func refused() async throws {
        var rules = FakeMastodonRules.mastodon
        rules.limits.imageBytes = 4
        rules.limits.description = 3
        let client = MastodonClient(rules)
        #expect(try await client.upload([1, 2, 3, 4]).status == 200)
        #expect(try await client.upload([1, 2, 3, 4, 5]).status == 422)
        #expect(try await client.upload([]).status == 422)
        #expect(try await client.upload(type: "application/pdf").status == 422)
        #expect(try await client.upload([1], [("description", "four")]).status == 422)
        #expect(try await client.upload([1], [("focus", "2,0")]).status == 400)
        #expect(try await client.upload([1], [("file", "text")]).status == 400)
        #expect(try await client.json("POST", "/api/v2/media", ["file": .string("x")]).status == 400)
        #expect(client.host.snapshot.media.count == 1)
    }

    @Test("media are the account's own, in one status, and not too many")
    func attaching() async throws {
        let client = MastodonClient()
        func attach(_ ids: [String], by one: MastodonClient? = nil) async throws -> Int {
            try await (one ?? client).post("a", ["media_ids": .array(ids.map(FakeJSON.string))]).status
        }
        let mine = try await client.picture()
        #expect(try await attach([mine], by: client.acting(as: "ann")) == 422)
        #expect(try await attach(["999"]) == 422)
        #expect(try await attach([mine, mine]) == 422)
        #expect(try await attach([mine]) == 200)
        #expect(try await attach([mine]) == 422)
        var five: [String] = []
        for _ in 0..<5 { five.append(try await client.picture()) }
        #expect(try await attach(five) == 422)
        #expect(try await attach(Array(five.prefix(4))) == 200)
        #expect(try await MastodonClient(.goToSocial).post("a", ["media_ids": .array([.string("9")])]).status == 400)
        let takahe = try await MastodonClient(.takahe).post("a", ["media_ids": .array([.string("9")])])
        #expect(takahe.status == 500 && takahe.json == nil)
    }

    @Test("pictures and a video in one status are refused where the server does not mix")
    func mixing() async throws {
        for (rules, status) in [(FakeMastodonRules.mastodon, 422), (.goToSocial, 200)] {
            let client = MastodonClient(rules)
            let picture = try await client.picture()
            let video = try #require(try await client.upload(type: "video/mp4")["id"]?.string)
            client.clock.advance(by: .seconds(5))
            let answer = try await client.post("a", ["media_ids": .array([.string(picture), .string(video)])])
            #expect(answer.status == status)
        }
    }

    @Test("a description is changed before the status is made, and a medium is taken back")
    func changing() async throws {
        let client = MastodonClient()
        let id = try await client.picture()
        let changed = try await client.form("PUT", "/api/v1/media/\(id)", [("description", "Rolls")])
        #expect(changed["description"] == .string("Rolls"))
        #expect(try await client.acting(as: "ann").form("PUT", "/api/v1/media/\(id)", []).status == 404)
        #expect(try await client.send("DELETE", "/api/v1/media/\(id)").status == 200)
        #expect(try await client.get("/api/v1/media/\(id)").status == 404)
    }

    @Test("Takahē makes WebP of pictures and forgets the focus")
    func reencoding() async throws {
        let client = MastodonClient(.takahe)
        let answer = try await client.upload([1], [("focus", "0,0"), ("description", "A loaf")])
        #expect(answer["meta"] == .object([:]) && answer["description"] == .string("A loaf"))
        #expect(client.host.snapshot.media.values.map(\.type) == ["image/webp"])
    }
}
