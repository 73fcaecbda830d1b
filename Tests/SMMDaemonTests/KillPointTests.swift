import SMMAdapterTestKit
import SMMLab
import SMMPublishing
import SMMTestSupport
import Testing

@Suite("Processes killed at every named point", .serialized)
struct KillPointTests {
    @Test("nothing is lost and nothing is doubled, in any class, on the first try or on a retry")
    func everyPoint() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let tallies = try await withThrowingTaskGroup(of: (FakeClass, KillTally).self) { group in
                var waiting = FakeClass.allCases[...]
                func next() {
                    guard let kind = waiting.popFirst() else { return }
                    group.addTask {
                        (kind, try await PointKills(programs, kind: kind, folder: "\(folder)/\(kind.rawValue)").run())
                    }
                }
                for _ in 0..<3 { next() }
                var tallies: [FakeClass: KillTally] = [:]
                for try await (kind, tally) in group {
                    tallies[kind] = tally
                    next()
                }
                return tallies
            }
            for kind in FakeClass.allCases {
                let tally = try #require(tallies[kind])
                #expect(tally.problems.isEmpty, "\(tally.problems.joined(separator: "\n"))")
                #expect(tally.kills == PointKills.scenarios(kind).count)
                #expect(tally.isSound(mayAsk: { $0 == "e" }), "\(tally.table.joined(separator: "\n"))")
                #expect(tally.caught > 0, "no kill met a send in flight, so nothing was proven")
            }
        }
    }

    @Test(
        "a daemon that resends blindly doubles posts, and the same harness shows it",
        arguments: [FakeClass.listing, .blind])
    func mutant(kind: FakeClass) async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let tally = try await PointKills(
                programs, kind: kind, folder: folder, points: [.lastByte, .parsed], serve: ["--blind-resend"]
            ).run()
            #expect(tally.total.doubled > 0)
            #expect(!tally.isSound(mayAsk: { _ in true }))
        }
    }
}
