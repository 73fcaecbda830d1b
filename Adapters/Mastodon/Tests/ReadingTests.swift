import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Reading posts, counts and the profile")
struct ReadingTests {
    @Test("a post is read as plain text with its counts")
    func post() async throws {
        let desk = Desk()
        desk.server.on("GET /api/v1/statuses/5", json: Reply.status("5", content: "<p>A<br>B</p>", media: ["m"]))
        let receipt = Receipt(remoteID: "5", values: ["media-sha256": "x"])
        let post = try #require(await desk.adapter.read(receipt, of: desk.account, in: desk.context).value ?? nil)
        #expect(post.text == "A\nB")
        #expect(post.media == 1)
        #expect(post.metrics == PostMetrics(remoteID: "5", likes: 3, reposts: 2, replies: 1))
        #expect(post.receipt.values["media-sha256"] == "x")
        #expect(post.at == Instant(milliseconds: 1_795_428_001_000))
    }

    @Test(
        "what is no plain web address is not shown as one",
        arguments: [
            "https://example.social/\u{202E}nna@/5", "https://example.social/a\u{200B}/5", "javascript:alert(1)",
        ])
    func address(_ url: String) async throws {
        let desk = Desk()
        let account = Reply.account(extra: #","avatar":"\#(url)""#)
            .replacing("https://example.social/@ann", with: url)
        desk.server.on("GET /api/v1/accounts/verify_credentials", json: account)
        let profile = try #require(await desk.adapter.profile(of: desk.account, in: desk.context).value)
        #expect(profile.url == nil)
        #expect(profile.avatar == nil)
        #expect(profile.followers == 7)
    }

    @Test("a post that is gone is read as gone only where the server itself says so")
    func gone() async throws {
        let desk = Desk()
        let verify = "GET /api/v1/accounts/verify_credentials"
        for answer in [Reply.json(404, #"{"error":"x"}"#), Reply.html(404)] {
            desk.server.on("GET /api/v1/statuses/5", .whole(answer))
            desk.server.on(verify, .whole(answer))
            let doubt = await desk.adapter.read(Receipt(remoteID: "5"), of: desk.account, in: desk.context)
            #expect(doubt.name == "askAgain")
            desk.server.on(verify, json: Reply.account())
            let gone = await desk.adapter.read(Receipt(remoteID: "5"), of: desk.account, in: desk.context)
            #expect(gone.name == "read" && gone.value == .some(nil))
        }
    }

    @Test("counts come 20 to a question, else one by one", arguments: ["[]", #"{"error":"x"}"#])
    func metrics(_ none: String) async throws {
        let desk = Desk()
        let receipts = (1...21).map { Receipt(remoteID: "\($0)") }
        desk.server.on("GET /api/v1/statuses", json: "[\(Reply.status("1")),\(Reply.status("99"))]")
        desk.server.on("GET /api/v1/statuses/21", json: Reply.status("21"))
        let batch = try #require(await desk.adapter.metrics(of: receipts, of: desk.account, in: desk.context).value)
        #expect(batch.map(\.remoteID) == ["1", "21"])
        #expect(desk.server.requests.count == 2)
        desk.server.on("GET /api/v1/statuses", json: none)
        let single = try #require(
            await desk.adapter.metrics(of: Array(receipts.suffix(2)), of: desk.account, in: desk.context).value)
        #expect(single.map(\.remoteID) == ["21"])
    }

    @Test("the profile gives its own words where the server has them")
    func profile() async throws {
        let desk = Desk()
        desk.server.on(
            "GET /api/v1/accounts/verify_credentials",
            json: Reply.account(
                extra:
                    #","note":"<p>Bread</p>","fields":[{"name":"W","value":"<a>w</a>"}],"source":{"note":"Bread *daily*"}"#
            ))
        let profile = try #require(await desk.adapter.profile(of: desk.account, in: desk.context).value)
        #expect(profile.about == "Bread *daily*")
        #expect(profile.fields == [RemoteProfile.Field("W", "w")])
        #expect(profile.followers == 7)
        #expect(profile.handle == "@ann@example.social")
    }

    @Test("a change of the profile names only what changes")
    func update() async throws {
        let desk = Desk()
        let patch = "PATCH /api/v1/accounts/update_credentials"
        desk.server.on(patch, json: Reply.account())
        let first = await desk.adapter.update(
            ProfileChange(about: "New", fields: []), of: desk.account, in: desk.context)
        #expect(first.outcome.name == "published")
        let body = try #require(desk.server.requests(patch).first?.json)
        #expect(body["note"]?.string == "New")
        #expect(body["display_name"] == nil)
        #expect(body["fields_attributes"]?["0"]?["name"]?.string == "")
        _ = await desk.adapter.update(
            ProfileChange(fields: [RemoteProfile.Field("W", "w")], avatar: Desk.picture()), of: desk.account,
            in: desk.context)
        let form = try #require(desk.server.requests(patch).last?.text)
        #expect(form.contains(#"name="avatar"; filename="avatar.jpeg""#))
        #expect(form.contains(#"name="fields_attributes[0][name]""#))
        let five = (1...5).map { RemoteProfile.Field("\($0)", "x") }
        let many = await desk.adapter.update(ProfileChange(fields: five), of: desk.account, in: desk.context)
        #expect(many.outcome.name == "rejected")
        #expect(desk.server.requests(patch).count == 2)
    }

    @Test("a like is done twice as once, and a scope that is missing for it refuses it alone")
    func favourite() async {
        var desk = Desk()
        desk.server.on("POST /api/v1/statuses/5/favourite", json: Reply.status("5"))
        for _ in 1...2 {
            let result = await desk.adapter.favourite(
                Receipt(remoteID: "5"), true, of: desk.account, in: desk.context)
            #expect(result.outcome.name == "published")
        }
        desk.server.on("POST /api/v1/statuses/5/unfavourite", .whole(Reply.html(401)))
        let page = await desk.adapter.favourite(Receipt(remoteID: "5"), false, of: desk.account, in: desk.context)
        #expect(page.outcome.name == "retry")
        desk.server.on("POST /api/v1/statuses/5/unfavourite", .whole(Reply.json(403, "{}")))
        desk.server.on("GET /api/v1/accounts/verify_credentials", json: Reply.account())
        desk.account.facts[MastodonFact.scopes] = "read write"
        let refused = await desk.adapter.favourite(Receipt(remoteID: "5"), false, of: desk.account, in: desk.context)
        #expect(refused.outcome.name == "rejected")
        desk.account.facts[MastodonFact.scopes] = "read write:statuses"
        let lacking = await desk.adapter.favourite(Receipt(remoteID: "5"), false, of: desk.account, in: desk.context)
        guard case .rejected(let failure) = lacking.outcome else {
            Issue.record("\(lacking.outcome)")
            return
        }
        #expect(failure.code == "scope-missing")
        #expect(failure.status == 403)
    }
}
