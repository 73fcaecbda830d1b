import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMControl
import SMMModel
import SMMPublishing
import Testing

@Suite("Many posts in one request")
struct BatchTests {
    private let later = #""schedule":{"kind":"at","at":"in 3 hours"}"#

    private func make(_ bureau: Bureau, _ posts: [String], as role: Role? = nil) async throws -> Answer {
        try await bureau.send(
            "POST", "/v1/posts/batch", #"{"brand":"acme","posts":[\#(posts.joined(separator: ","))]}"#,
            as: role.map(Town.connection) ?? Bureau.root)
    }

    @Test("a post of a batch is what the same post alone would be: text, thread, group and media")
    func sameAsAlone() async throws {
        try await Bureau.open { bureau in
            try await bureau.done("POST", "/v1/accounts", #"{"brand":"acme","platform":"fake","name":"second"}"#)
            try await bureau.done(
                "POST", "/v1/groups", #"{"brand":"acme","name":"both","accounts":["blog","second"]}"#)
            let photo = try await bureau.done(
                "POST", "/v1/media?brand=acme&alt=A%20tree", bytes: Picture.png(3, 4), giving: AssetView.self)
            let posts = [
                #"{"text":"Plain","to":["blog"],\#(later)}"#,
                #"{"parts":[{"text":"One"},{"text":"Two"}],"to":["blog"],\#(later)}"#,
                #"{"text":"For two","to":["both"],\#(later),"language":"de"}"#,
                #"{"text":"A photo","to":["blog"],\#(later),"media":[{"asset":"\#(photo.id)"}]}"#,
                #"{"text":"Varied","to":["second"],\#(later),"variants":{"fake":{"text":"Otherwise"}}}"#,
            ]
            let answer = try await make(bureau, posts)
            try #require(answer.status == 201, "\(answer.text)")
            let ids = try answer.decode(PostBatchView.self).ids
            try #require(ids.count == posts.count)
            for (id, body) in zip(ids, posts) {
                let batched = try await bureau.look(id)
                let alone = #"{"brand":"acme","allowRepeat":true,"# + body.dropFirst()
                let single = try await bureau.done("POST", "/v1/posts", alone, giving: PostView.self)
                #expect(batched.revision.hash == single.revision.hash, "\(body)")
                #expect(batched.parts == single.parts && batched.variants == single.variants)
                #expect(batched.deliveries.map(\.account) == single.deliveries.map(\.account))
                #expect(batched.deliveries.map(\.operations.count) == single.deliveries.map(\.operations.count))
                #expect(batched.deliveries.map(\.schedule) == single.deliveries.map(\.schedule))
            }
        }
    }

    @Test("one bad post, wherever it stands, is told and nothing is made", arguments: [0, 3, 5])
    func bad(at place: Int) async throws {
        try await Bureau.open { bureau in
            let before = try await bureau.eventCount()
            let cases = [
                (#"{"text":"x","to":["nobody"]}"#, "account-not-found"),
                (#"{"text":"x","schedule":{"kind":"at","at":"soonish"}}"#, "time-not-understood"),
                (#"{"text":"x","media":[{"asset":"ast_1"}]}"#, "asset-not-found"),
                (#"{"text":"x","brand":"beta"}"#, "batch-brand"),
                (#"{"text":"post 1"}"#, "repeated-text"),
            ]
            for (body, code) in cases {
                var posts = (0..<5).map { #"{"text":"post \#($0)"}"# }
                posts.insert(body, at: place)
                let problem = try await make(bureau, posts).problem()
                #expect(problem.code.contains(code), "\(body): \(problem)")
            }
            #expect(try await bureau.eventCount() == before)
        }
    }

    @Test("whoever may not post is told that, not what is wrong with the content; an author's posts wait")
    func roles() async throws {
        try await Bureau.open { bureau in
            let tooLong = String(repeating: "x", count: 20_000)
            let refused = try await make(bureau, [#"{"text":"\#(tooLong)"}"#], as: .viewer)
            #expect(refused.code == "forbidden")
            #expect(try await make(bureau, [#"{"text":"\#(tooLong)"}"#], as: .author).status == 422)
            let ids = try await make(bureau, [#"{"text":"a"}"#, #"{"text":"b"}"#], as: .author)
                .decode(PostBatchView.self).ids
            for id in ids {
                let holds = try await bureau.look(id).holds
                #expect(holds.map(\.reason.rawValue) == ["approval"])
            }
        }
    }

    @Test("posts that are too many operations together are refused, whoever may post, before any is made")
    func tooLarge() async throws {
        try await Bureau.open { bureau in
            for number in 0..<100 {
                try await bureau.done(
                    "POST", "/v1/accounts", #"{"brand":"acme","platform":"fake","name":"n\#(number)"}"#)
            }
            let names = (0..<100).map { "\"n\($0)\"" }.joined(separator: ",")
            let parts = (0..<10).map { #"{"text":"part \#($0)"}"# }.joined(separator: ",")
            let post = #"{"parts":[\#(parts)],"to":[\#(names)],"allowRepeat":true,"schedule":{"kind":"draft"}}"#
            let before = try await bureau.eventCount()
            let many = Array(repeating: post, count: 51)
            let problem = try await make(bureau, many).problem()
            #expect(problem.code == "batch-too-large" && problem.given?.hasPrefix("51000 ") == true)
            #expect(try await make(bureau, many, as: .viewer).problem().code == "forbidden")
            #expect(try await bureau.eventCount() == before)
            // Found out before the transaction that would make them.
            let draft = CreatePost(
                parts: (0..<10).map { PartDraft(text: "part \($0)") }, to: (0..<100).map { "n\($0)" },
                schedule: ScheduleDraft(kind: "draft"), allowRepeat: true)
            let body = CreatePosts(brand: "acme", posts: Array(repeating: draft, count: 51))
            let root = Principal(kind: .user, name: "root", uid: 0, via: "socket", everywhere: .admin)
            let early = await #expect(throws: Problem.self) {
                try await BatchPreparing.prepare(Call(principal: root), body, bureau.context)
            }
            #expect(early?.code.rawValue == "batch-too-large")
        }
    }

    @Test("posts of one batch name the same accounts and groups in any order, and keep it")
    func orders() async throws {
        try await Bureau.open { bureau in
            try await bureau.done("POST", "/v1/accounts", #"{"brand":"acme","platform":"fake","name":"second"}"#)
            try await bureau.done("POST", "/v1/groups", #"{"brand":"acme","name":"both","accounts":["blog","second"]}"#)
            let lists = [["second", "both"], ["both", "second"], ["second", "blog"], ["both"], ["second"]]
            let posts = lists.enumerated().map { number, to in
                #"{"text":"post \#(number)","to":[\#(to.map { "\"\($0)\"" }.joined(separator: ","))],\#(later)}"#
            }
            let ids = try await make(bureau, posts).decode(PostBatchView.self).ids
            var found: [[String]] = []
            for id in ids { found.append(try await bureau.look(id).deliveries.map(\.account.name)) }
            #expect(
                found == [
                    ["second", "blog"], ["blog", "second"], ["second", "blog"], ["blog", "second"], ["second"],
                ])
        }
    }

    @Test("asked again with its key, a batch answers as before, even when it could not be made any more")
    func replay() async throws {
        try await Bureau.open { bureau in
            let body = #"{"brand":"acme","posts":[{"text":"a","to":["blog"]},{"text":"b","to":["blog"]}]}"#
            let headers = ["Idempotency-Key": "batch"]
            let first = try await bureau.send("POST", "/v1/posts/batch", body, headers: headers)
            try #require(first.status == 201)
            try await bureau.done("DELETE", "/v1/accounts/blog")
            let second = try await bureau.send("POST", "/v1/posts/batch", body, headers: headers)
            #expect(second.status == 201 && second.body == first.body)
            #expect(try await bureau.refused("POST", "/v1/posts/batch", body).code == "account-not-found")
        }
    }

    @Test(
        "who may post has a batch prepared, all but what names media; others, and a batch that was answered, have not")
    func prepared() async throws {
        try await Bureau.open { bureau in
            let body = CreatePosts(
                brand: "acme",
                posts: [
                    CreatePost(text: "a", to: ["blog"]), CreatePost(text: "b", media: [MediaDraft(asset: "ast_1")]),
                    CreatePost(parts: [PartDraft(text: "c"), PartDraft(text: "d")], to: ["blog"]),
                    CreatePost(text: "e", to: ["nobody"]), CreatePost(text: "f", to: ["blog"]),
                ])
            let id = try await bureau.done("GET", "/v1/accounts/blog", giving: AccountView.self).id
            let blog = try #require(bureau.context.engine.directory.account(id))
            func kept(_ call: Call) async throws -> [Bool] {
                let batch = try await BatchPreparing.prepare(call, body, bureau.context)
                return body.posts.indices.map { batch.post($0, for: [blog]) != nil }
            }
            let root = Principal(kind: .user, name: "root", uid: 0, via: "socket", everywhere: .admin)
            #expect(try await kept(Call(principal: root)) == [true, false, true, false, false])
            // The key is the same for whoever is the same and asks the same.
            let key = RequestKey(key: "k", route: "test", bodyHash: [1])
            #expect(try await kept(Call(principal: root, key: key)) == [true, false, true, false, false])
            _ = try await bureau.context.accounts.create(
                root, WriteOptions(key: key), render: { (text: String) in text }, { _, _ in "{}" })
            #expect(try await kept(Call(principal: root, key: key)) == [false, false, false, false, false])
            let reused = RequestKey(key: "k", route: "test", bodyHash: [2])
            #expect(try await kept(Call(principal: root, key: reused)) == [false, false, false, false, false])
            let viewer = try await bureau.resolver.principal(of: Peer(uid: Town.uid(of: .viewer), groups: []))
            #expect(try await kept(Call(principal: viewer)) == [false, false, false, false, false])
        }
    }

    @Test("what was prepared counts only for a moment, and while everything it was read by is as it was")
    func staleness() throws {
        let brand = BrandProfile(id: BrandID(rawValue: 1), name: "acme", title: "Acme", zone: "UTC", language: "en")
        let account = AccountProfile(id: AccountID(rawValue: 2), brand: brand.id, platform: "fake", name: "blog")
        let post = PreparedPost(
            new: NewPost(
                brand: brand.id, content: PostContent(parts: [PostPart(text: "a")]), targets: [account], plan: .now),
            content: "{}", hash: [], fingerprints: [[[1]]])
        let basis = BatchBasis(brand: brand, zones: "2025b", manifests: [])
        let now = Instant(milliseconds: 10_000)
        let batch = PreparedBatch(basis: basis, readAt: now, posts: [post, nil])
        #expect(batch.post(0, for: [account]) != nil)
        #expect(batch.post(1, for: [account]) == nil)
        #expect(batch.post(2, for: [account]) == nil)
        #expect(batch.post(0, for: []) == nil)
        var other = account
        other.settings["url"] = "https://example.org"
        #expect(batch.post(0, for: [other]) == nil)

        #expect(batch.time(at: now, on: basis) == now)
        #expect(batch.time(at: now + .seconds(10), on: basis) == now)
        #expect(batch.time(at: now + .milliseconds(10_001), on: basis) == nil)
        #expect(batch.time(at: now - .milliseconds(1), on: basis) == nil)
        var moved = brand
        moved.zone = "Europe/Berlin"
        #expect(batch.time(at: now, on: BatchBasis(brand: moved, zones: "2025b", manifests: [])) == nil)
        #expect(batch.time(at: now, on: BatchBasis(brand: brand, zones: "2026a", manifests: [])) == nil)
        #expect(batch.time(at: now, on: BatchBasis(brand: brand, zones: "2025b", manifests: [nil])) == nil)
        #expect(PreparedBatch().time(at: now, on: basis) == nil)
    }
}
