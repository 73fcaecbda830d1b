import SMMAccounts
import SMMLab
import SMMPublishing
import SMMTestSupport
import Testing

/// A small share of what `scripts/kill-run --open` does.
@Suite("Processes killed while they publish to the open networks", .serialized)
struct OpenKillTests {
    @Test("nothing is lost, doubled or out of order, and of a thread no part is repeated")
    func killed() async throws {
        try await each(["mastodon", "gotosocial", "pds1"]) { behaviour in
            var settings = OpenKills.Settings()
            settings.scenarios = OpenScenario.fair(behaviour, points: [.lastByte, .parsed], parts: 3...3)
            return settings
        } judge: { _, tally, scenarios in
            #expect(tally.problems.isEmpty, "\(tally.problems.joined(separator: "\n"))")
            #expect(tally.isSound(mayAsk: { _ in false }), "\(tally.table.joined(separator: "\n"))")
            #expect(tally.kills == scenarios)
            #expect(tally.caught > 0, "no kill met a send in flight, so nothing was proven")
        }
    }

    @Test(
        "a picture over the server's limit is made smaller, and kills between its upload and its record make one post of it"
    )
    func fitted() async throws {
        let picture = LabPicture.noise(width: 1000, height: 700)
        try await each(["pds1"]) { behaviour in
            var settings = OpenKills.Settings()
            settings.picture = picture
            settings.blobLimit = 2_000_000
            settings.scenarios = OpenScenario.fair(behaviour, points: [.stepRecorded], parts: nil)
            return settings
        } judge: { _, tally, scenarios in
            #expect(tally.problems.isEmpty, "\(tally.problems.joined(separator: "\n"))")
            #expect(tally.isSound(mayAsk: { _ in false }), "\(tally.table.joined(separator: "\n"))")
            #expect(tally.kills == scenarios)
        }
    }

    @Test("a server that loses, doubles and misreports makes the daemon neither lose nor double anything")
    func lying() async throws {
        try await each(["takahe", "reference"]) { behaviour in
            var settings = OpenKills.Settings.lying(behaviour)
            settings.scenarios = OpenScenario.lying(behaviour, points: [.parsed], hasThreads: false)
            return settings
        } judge: { behaviour, tally, scenarios in
            #expect(tally.problems.isEmpty, "\(tally.problems.joined(separator: "\n"))")
            #expect(tally.isSound(mayAsk: { _ in true }), "\(tally.table.joined(separator: "\n"))")
            #expect(tally.kills == scenarios)
            // Where two that look the same stand and no key tells them apart, a person is asked, and only there.
            #expect((tally.total.unknown > 0) == (behaviour.network == .mastodon))
        }
    }

    @Test("a daemon that resends blindly doubles posts, and the same harness shows it")
    func mutant() async throws {
        try await each(["mastodon", "pds2"]) { behaviour in
            var settings = OpenKills.Settings()
            settings.scenarios = OpenScenario.fair(behaviour, points: [.parsed], parts: 2...2)
            settings.serve = ["--blind-resend"]
            return settings
        } judge: { behaviour, tally, _ in
            #expect(tally.total.doubled > 0, "\(behaviour): \(tally.table.joined(separator: "\n"))")
            #expect(!tally.isSound(mayAsk: { _ in true }))
        }
    }

    @Test("a renewal that is killed takes a person only where the answer was lost and no password opens the account")
    func renewal() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            for scenario in RefreshKills.scenarios
            where scenario.point == .answered || scenario.renewal == .lonelySession {
                let outcome = try await RefreshKills(programs, folder: folder).run(scenario)
                #expect(outcome.problems.isEmpty, "\(scenario): \(outcome.problems.joined(separator: "\n"))")
                #expect(outcome.tookPerson == scenario.takesPerson, "\(scenario)")
                #expect(outcome.sends == 1, "\(scenario)")
            }
        }
    }

    /// Runs the harness on servers of these behaviours at a time, since it mostly waits, and judges each.
    private func each(
        _ profiles: [String], _ settings: (OpenBehaviour) -> OpenKills.Settings,
        judge: (OpenBehaviour, KillTally, _ scenarios: Int?) -> Void
    ) async throws {
        let programs = try LabPrograms()
        let behaviours = try profiles.map { try #require(OpenBehaviour.named($0)) }
        let runs = behaviours.map { ($0, settings($0)) }
        try await withTemporaryFolder { folder in
            try await withThrowingTaskGroup(of: (OpenBehaviour, KillTally, Int?).self) { group in
                for (behaviour, settings) in runs {
                    group.addTask {
                        let kills = OpenKills(programs, behaviour, folder: "\(folder)/\(behaviour)", settings: settings)
                        return (behaviour, try await kills.run(), settings.scenarios?.count)
                    }
                }
                for try await (behaviour, tally, scenarios) in group { judge(behaviour, tally, scenarios) }
            }
        }
    }
}
