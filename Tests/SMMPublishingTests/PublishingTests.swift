import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMTestSupport
import Testing

@Suite("Publishing")
struct PublishingTests {
    @Test("an adapter is told whether its account has published before, also after a restart")
    func history() async throws {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(.listing), in: folder, accounts: 2)
            let adapter = AskingAdapter(real: FakeNetworkAdapter(open.rules))
            open.adapter = adapter
            let house = open
            for text in ["first", "second"] {
                try await house.withDaemon { engine in
                    try await house.post(text, by: engine)
                    try await house.settle(engine)
                }
            }
            try await house.withDaemon { engine in
                try await house.post("of another", by: engine, to: 1)
                try await house.settle(engine)
            }
            #expect(adapter.answers == [false, true, false])
        }
    }

    @Test(
        "what may have media is prepared, a message without them is not, and a question says what was sent",
        arguments: [
            ("publish", ["prepare", "publish", "asked of a publish"]),
            ("reply", ["prepare", "reply", "asked of a reply"]),
            ("message", ["message", "asked of a message"]),
        ])
    func kinds(_ kind: String, _ wanted: [String]) async throws {
        let heard = try await heard(kind) { house, engine in try await house.post("Thanks!", by: engine) }
        #expect(heard == wanted)
    }

    @Test("a message with a picture is prepared")
    func messageWithPicture() async throws {
        let heard = try await heard("message") { house, engine in
            let picture = MediaReference(
                asset: house.ids.next(), sha256: String(repeating: "a", count: 64), type: "image/jpeg",
                byteCount: 3, alt: "Bread")
            let new = NewPost(
                brand: house.brand, content: PostContent(parts: [PostPart(text: "Look", media: [picture])]),
                targets: house.accounts, plan: .now)
            return try await house.change(engine) {
                try $0.create(new, by: House.owner, now: $1, in: $2).change
            }.post
        }
        #expect(heard == ["prepare", "message", "asked of a message"])
    }

    /// What an adapter is asked for while the post that `make` makes goes out as an operation of this kind.
    private func heard(
        _ kind: String, _ make: @Sendable (House, PublishEngine) async throws -> PostID
    ) async throws -> [String] {
        try await withTemporaryFolder { folder in
            var open = try await House.open(FakeRules(.listing), in: folder)
            let adapter = AnsweringAdapter(real: FakeNetworkAdapter(open.rules))
            open.adapter = adapter
            let house = open
            try await house.withDaemon { engine in
                let post = try await make(house, engine)
                try await house.database.write { tx in
                    try tx.execute("UPDATE operation SET kind = \(kind) WHERE post_id = \(post.rawValue)")
                }
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.published])
            }
            return adapter.heard
        }
    }

    @Test("a post for now goes out once, after the undo window", arguments: FakeClass.allCases)
    func publishesOnce(kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(kind), in: folder)
            try await house.withDaemon { engine in
                let post = try await house.post("Fresh bread", by: engine)
                try await house.quiet(engine)
                #expect(house.network.report().made == 0)
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.published])
                #expect(house.network.report().made == 1)
            }
        }
    }

    @Test("a post cancelled within the undo window never goes out")
    func cancels() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            try await house.withDaemon { engine in
                let post = try await house.post("Oops", by: engine)
                let now = house.clock.now
                _ = try await house.database.write { tx in
                    try engine.writer.cancel(post, by: House.owner, now: now, in: tx)
                }
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.cancelled])
                #expect(house.network.report().made == 0)
            }
        }
    }

    @Test("the parts of a thread go out in order, each below the one before", arguments: FakeClass.allCases)
    func threads(kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(kind), in: folder)
            try await house.withDaemon { engine in
                let post = try await house.post("one", "two", "three", by: engine)
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.published, .published, .published])
                let posts = house.network.posts(of: house.accounts[0].id.description)
                #expect(posts.map(\.firstText) == ["one", "two", "three"])
                #expect(posts.map(\.parent) == [nil, posts[0].id, posts[1].id])
            }
        }
    }

    @Test("a thread to several accounts stays on each of them a thread of its own", arguments: FakeClass.allCases)
    func threadsOnSeveral(kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(kind), in: folder, accounts: 3)
            try await house.withDaemon { engine in
                let post = try await house.post("one", "two", "three", by: engine, to: house.accounts)
                try await house.settle(engine)
                #expect(try await house.states(of: post) == Array(repeating: .published, count: 9))
                for account in house.accounts {
                    let posts = house.network.posts(of: account.id.description)
                    try #require(posts.map(\.firstText) == ["one", "two", "three"])
                    #expect(posts.map(\.parent) == [nil, posts[0].id, posts[1].id])
                }
            }
        }
    }

    @Test("a lost answer is found out and never sent again", arguments: [true, false], FakeClass.allCases)
    func lostAnswer(effect: Bool, kind: FakeClass) async throws {
        try await withTemporaryFolder { folder in
            var house = try await House.open(FakeRules(kind), in: folder)
            house.settings.onAbsent = .resend
            house.network.plan(.publish, .lose(effect: effect))
            let home = house
            try await home.withDaemon { engine in
                let post = try await home.post("Once only", by: engine)
                try await home.settle(engine)
                let states = try await home.states(of: post)
                if kind == .blind {
                    #expect(states == [.unknown])
                    #expect(home.network.report().made == (effect ? 1 : 0))
                } else {
                    #expect(states == [.published])
                    #expect(home.network.report().made == 1)
                }
            }
        }
    }

    @Test("where a person is to be asked, an absent post waits as unknown and can be resolved either way")
    func unknownIsResolved() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            house.network.plan(.publish, .lose(effect: false))
            try await house.withDaemon { engine in
                let post = try await house.post("Is it there?", by: engine)
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.unknown])
                let now = house.clock.now
                let change = try await house.database.write { tx in
                    try engine.writer.resolve(
                        post, .notPublished(resend: true), by: House.owner, now: now, in: tx)
                }
                await engine.committed(change)
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.published])
                #expect(house.network.report().made == 1)
            }
        }
    }

    @Test("what a person has settled keeps nothing of the same text waiting")
    func equalOfResolved() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            house.network.plan(.publish, .lose(effect: false))
            try await house.withDaemon { engine in
                let post = try await house.post("Open", by: engine)
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.unknown])
                try await house.change(engine) {
                    try $0.resolve(post, .notPublished(resend: false), by: House.owner, now: $1, in: $2)
                }
                let again = try await house.post("Open", by: engine, allowRepeat: true)
                try await house.settle(engine, until: house.clock.now + .minutes(5))
                #expect(try await house.states(of: again) == [.published])
            }
        }
    }

    @Test("each edit follows the revision before it, back to the first")
    func revisions() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.recordKey), in: folder)
            let account = house.accounts[0]
            let post = try await house.withDaemon { engine in
                let post = try await house.post("one", by: engine, plan: .draft)
                for text in ["two", "three", "three"] {
                    var edit = PostEdit()
                    edit.content = PostContent(parts: [PostPart(text: text)])
                    let changes = edit
                    let now = house.clock.now
                    _ = try await house.database.write { tx in
                        try engine.writer.edit(
                            post, changes, accounts: [account.id: account], by: House.owner, now: now, in: tx)
                    }
                }
                return post
            }
            let chain = try await house.database.read { tx in
                try tx.query(
                    """
                    WITH RECURSIVE chain (number, content, previous_id) AS (
                      SELECT r.number, r.content, r.previous_id
                      FROM post p JOIN revision r ON r.id = p.revision_id WHERE p.id = \(post.rawValue)
                      UNION ALL
                      SELECT r.number, r.content, r.previous_id FROM chain c JOIN revision r ON r.id = c.previous_id)
                    SELECT number, content FROM chain
                    """
                ) { "\(try $0.int64(0)) \(try ContentText.decode(try $0.text(1)).parts[0].text)" }
            }
            #expect(chain == ["3 three", "2 two", "1 one"])
        }
    }

    @Test("a post is edited in place and taken down again")
    func editsAndDeletes() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.recordKey), in: folder)
            try await house.withDaemon { engine in
                let post = try await house.post("Bred", by: engine)
                try await house.settle(engine)
                var edit = PostEdit()
                edit.content = PostContent(parts: [PostPart(text: "Bread")])
                let account = house.accounts[0]
                let changes = edit
                let now = house.clock.now
                await engine.committed(
                    try await house.database.write { tx in
                        try engine.writer.edit(
                            post, changes, accounts: [account.id: account], by: House.owner, now: now, in: tx)
                    })
                try await house.settle(engine)
                #expect(house.network.posts(of: account.id.description).map(\.text) == ["Bread"])
                let later = house.clock.now
                await engine.committed(
                    try await house.database.write { tx in
                        try engine.writer.delete(post, by: House.owner, now: later, in: tx)
                    })
                try await house.settle(engine)
                #expect(house.network.posts(of: account.id.description).isEmpty)
                #expect(try await house.states(of: post) == [.published, .published, .published])
            }
        }
    }

    @Test("a refused post fails once with its reason, and the thread behind it with it")
    func refusal() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            house.network.plan(.publish, .status(422))
            try await house.withDaemon { engine in
                let post = try await house.post("one", "two", by: engine)
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.failed, .failed])
                #expect(house.network.report().made == 0)
            }
        }
    }

    @Test("a dead credential holds the account and fails nothing")
    func reauth() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder)
            house.network.plan(.publish, .status(401))
            try await house.withDaemon { engine in
                let post = try await house.post("one", by: engine)
                try await house.settle(engine)
                #expect(try await house.states(of: post) == [.scheduled])
                #expect(engine.gate.all.map(\.reason) == [.auth])
            }
        }
    }
}
