import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore
import SMMTestSupport
import Testing

/// Two posts of one text that a copy is in doubt about.
@Suite("Equal posts in a restored copy", .timeLimit(.minutes(10)))
struct CopyEqualsTests {
    /// A copy half an hour later of a house with two posts of one text, of which the original has sent some.
    private static func copied(
        _ house: House, in folder: String, sent: Int64, clock: FakeClock? = nil
    ) async throws -> (made: [PostID], copy: House) {
        let (posts, copy, doubtful) = try await Copying.copied(
            house, in: folder, sending: .seconds(30 + 60 * sent), later: .minutes(30),
            dueBy: clock.map { _ in Instant(milliseconds: .max) }, clock: clock
        ) { engine, start in
            var posts: [PostID] = []
            for number in 1...2 as ClosedRange<Int64> {
                let plan = Copying.plan(start + .minutes(number))
                posts.append(try await house.post("open today", by: engine, plan: plan, allowRepeat: true))
            }
            return posts
        }
        #expect(doubtful == 2)
        #expect(Copying.texts(house).count == sent)
        return (posts, copy)
    }

    /// Both are out in the end. Where a listing shows two that look alike, a person must say which is which.
    private static func expectBoth(_ copy: House, _ posts: [PostID], areListedTwice: Bool) async throws {
        try await copy.withDaemon { engine in try await copy.settle(engine) }
        let state: OperationState = areListedTwice ? .unknown : .published
        for post in posts { #expect(try await copy.states(of: post) == [state]) }
        #expect(Copying.texts(copy) == ["open today", "open today"])
        await copy.database.close()
    }

    @Test(
        "are asked about, neither waiting for the other, and one that is out counts for one of them",
        arguments: [
            FakeClass.recordKey, .listing,
        ], [1, 2] as [Int64])
    func asked(_ kind: FakeClass, sent: Int64) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Copying.open(kind, in: folder)
            let (posts, copy) = try await Self.copied(house, in: folder, sent: sent)
            try await Self.expectBoth(copy, posts, areListedTwice: kind == .listing && sent == 2)
        }
    }

    @Test("do not both take the one that is out where the copy's clock is behind", arguments: [1, 2] as [Int64])
    func behind(_ sent: Int64) async throws {
        try await withTemporaryFolder { folder in
            let house = try await Copying.open(.listing, in: folder)
            let late = FakeClock()
            late.jump(to: house.clock.now + .days(-1))
            let (posts, copy) = try await Self.copied(house, in: folder, sent: sent, clock: late)
            try await Self.expectBoth(copy, posts, areListedTwice: sent == 2)
        }
    }
}
