import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMTestSupport
import Testing

@Suite("Killed at every point")
struct KillPointTests {
    /// The points this machine passes; 9 to 11 belong to the daemon around it.
    static let points: [KillPoint] = [
        .claimed, .stepRecorded, .intent, .firstByte, .lastByte, .responseHead, .parsed, .result,
    ]

    @Test(
        "nothing is lost and nothing is doubled, on the first try or on a retry", arguments: points, FakeClass.allCases)
    func killed(at point: KillPoint, kind: FakeClass) async throws {
        for isRetry in [false, true] {
            try await withTemporaryFolder { folder in
                var house = try await House.open(FakeRules(kind), in: folder)
                house.settings.onAbsent = .resend
                if isRetry { house.network.plan(.publish, .status(503, headers: [HTTPField("Retry-After", "1")])) }
                let home = house
                let life = Life(dyingAt: point, occurrence: isRetry ? 2 : 1)
                let posts = try await home.withDaemon(life: life) { engine in
                    let posts = [
                        try await home.post("first", by: engine), try await home.post("second", by: engine),
                        try await home.post("third", by: engine),
                    ]
                    try await home.settle(engine, life: life)
                    return posts
                }
                try await home.withDaemon { engine in try await home.settle(engine) }
                try await check(posts, home, kind)
            }
        }
    }

    private func check(_ posts: [PostID], _ home: House, _ kind: FakeClass) async throws {
        let report = home.network.report()
        #expect(report.doubles.isEmpty)
        for (post, text) in zip(posts, ["first", "second", "third"]) {
            let states = try await home.states(of: post)
            let made = home.network.posts(of: home.accounts[0].id.description).filter { $0.firstText == text }
            switch states {
            case [.published]: #expect(made.count == 1)
            case [.unknown]: #expect(kind == .blind, "only where nothing can be asked may it stay unknown")
            default: Issue.record("\(text) ended as \(states)")
            }
        }
    }
}
