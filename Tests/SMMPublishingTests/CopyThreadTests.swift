import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore
import SMMTestSupport
import Testing

@Suite("A thread in a restored copy", .timeLimit(.minutes(10)))
struct CopyThreadTests {
    @Test(
        "of a thread finds what is out and sends the rest, each part once",
        arguments: [FakeClass.recordKey, .idempotencyKey, .listing], [nil, Milliseconds.minutes(10)])
    func thread(_ kind: FakeClass, sending: Milliseconds?) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Copying.open(kind, in: folder)
            let (post, copy, doubtful) = try await Copying.copiedThread(house, in: folder, sending: sending)
            #expect(Copying.texts(house) == (sending == nil ? [] : ["one", "two", "three"]))
            #expect(doubtful == 1)
            #expect(try await copy.states(of: post) == [.ambiguous, .ambiguous, .ambiguous])
            try await Copying.expect(
                copy, post, ends: [.published, .published, .published], out: ["one", "two", "three"])
        }
    }

    @Test("withdraws a thread in doubt whole where nothing of it is out")
    func withdrawn() async throws {
        try await withTemporaryFolder { folder in
            let (post, copy, _) = try await Copying.copiedThread(
                try await Copying.open(.listing, in: folder), in: folder)
            try await Copying.expect(copy, post, ends: [.cancelled, .cancelled, .cancelled], out: []) { engine in
                try await copy.change(engine) { try $0.cancel(post, by: House.owner, now: $1, in: $2) }
            }
        }
    }

    @Test("ends a thread whose first part is refused, every part of it")
    func refusedThread() async throws {
        try await withTemporaryFolder { folder in
            var script = FakeScript()
            script.plan(.publish, [.status(422)])
            let house = try await Copying.open(.idempotencyKey, in: folder, script: script)
            let (post, copy, _) = try await Copying.copiedThread(house, in: folder)
            try await Copying.expect(copy, post, ends: [.failed, .failed, .failed], out: ["one", "two", "three"]) {
                try await copy.settle($0)
                #expect(Copying.texts(copy).isEmpty)
                // What was in doubt with it keeps nothing of the same text waiting.
                let again = try await copy.post("one", "two", "three", by: $0, allowRepeat: true)
                try await copy.settle($0, until: copy.clock.now + .minutes(10))
                #expect(try await copy.states(of: again) == [.published, .published, .published])
            }
        }
    }

    @Test("adopted twice keeps the parts of a thread behind the one that a person is asked about")
    func twice() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.blind), in: folder)
            let (post, once, _) = try await Copying.copiedThread(house, in: folder)
            let doubt: [OperationState] = [.unknown, .ambiguous, .ambiguous]
            try await once.withDaemon { engine in
                try await once.settle(engine)
                #expect(try await once.states(of: post) == doubt)
                _ = try await once.database.backup(to: folder + "/second.db")
            }
            await once.database.close()
            let (copy, doubtful) = try await Copying.adopt(once, folder + "/second.db", in: folder)
            #expect(doubtful == 0)
            try await Copying.expect(
                copy, post, ends: [.published, .published, .published], out: ["one", "two", "three"]
            ) { engine in
                try await copy.settle(engine)
                #expect(try await copy.states(of: post) == doubt)
                try await copy.change(engine) {
                    try $0.resolve(post, .notPublished(resend: true), by: House.owner, now: $1, in: $2)
                }
            }
            let out = copy.network.posts(of: copy.accounts[0].id.description)
            #expect(zip(out, out.dropFirst()).allSatisfy { $1.parent == $0.id })
        }
    }

    @Test("that a person gives up keeps no part of the same thread waiting when it is made anew")
    func givenUp() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.blind), in: folder)
            let (post, copy, _) = try await Copying.copiedThread(house, in: folder)
            try await copy.withDaemon { engine in
                try await copy.settle(engine)
                #expect(try await copy.states(of: post) == [.unknown, .ambiguous, .ambiguous])
                try await copy.change(engine) {
                    try $0.resolve(post, .notPublished(resend: false), by: House.owner, now: $1, in: $2)
                }
                #expect(try await copy.states(of: post) == [.failed, .failed, .failed])
                let again = try await copy.post("one", "two", "three", by: engine, allowRepeat: true)
                try await copy.settle(engine, until: copy.clock.now + .minutes(10))
                #expect(try await copy.states(of: again) == [.published, .published, .published])
            }
            await copy.database.close()
        }
    }
}
