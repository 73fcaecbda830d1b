import Foundation
import SMMDaemon
import SMMLab
import SMMTestSupport
import Testing

/// `SMM_KILLS` asks for more kills than the few of a quick run, `SMM_SEED` for others.
@Suite("Processes killed at random instants", .serialized)
struct RandomKillTests {
    @Test("the stock daemon loses nothing and doubles nothing on Site")
    func stock() async throws {
        var settings = RandomKills.Settings.stock
        settings.kills = Self.number("SMM_KILLS") ?? 20
        settings.lanes = 2
        let tally = try await run(settings)
        #expect(tally.kills >= settings.kills)
        #expect(tally.isSound(mayAsk: { _ in false }), "\(tally.table.joined(separator: "\n"))")
    }

    @Test("a daemon on networks of every class, in a storm, loses nothing and doubles nothing")
    func storm() async throws {
        var settings = RandomKills.Settings()
        settings.kills = Self.number("SMM_KILLS") ?? 10
        settings.lanes = 2
        let tally = try await run(settings)
        #expect(tally.kills >= settings.kills)
        #expect(tally.isSound(mayAsk: { $0 == "e" }), "\(tally.table.joined(separator: "\n"))")
    }

    private func run(_ settings: RandomKills.Settings) async throws -> KillTally {
        var settings = settings
        settings.seed = Self.number("SMM_SEED").map { UInt64($0) } ?? settings.seed
        let programs = try LabPrograms()
        let chosen = settings
        return try await withTemporaryFolder { folder in
            let tally = try await RandomKills(programs, chosen, folder: folder, clock: SystemTime()).run()
            #expect(tally.problems.isEmpty, "\(tally.problems.joined(separator: "\n"))")
            return tally
        }
    }

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }
}
