import SMMAccounts
import SMMLab
import SMMPublishing
import SMMTestSupport
import Testing

/// A small share of what `scripts/kill-run --open` does.
@Suite("Processes killed while they publish to the open networks", .serialized)
struct OpenKillTests {
    @Test(
        "nothing is lost, doubled or out of order, and of a thread no part is repeated",
        arguments: ["mastodon", "gotosocial", "pds1"])
    func killed(profile: String) async throws {
        let behaviour = try #require(OpenBehaviour.named(profile))
        var settings = OpenKills.Settings()
        settings.scenarios = OpenScenario.fair(
            behaviour, points: [.lastByte, .parsed], parts: 3...3)
        let tally = try await run(behaviour, settings)
        #expect(tally.problems.isEmpty, "\(tally.problems.joined(separator: "\n"))")
        #expect(tally.isSound(mayAsk: { _ in false }), "\(tally.table.joined(separator: "\n"))")
        #expect(tally.kills == settings.scenarios?.count)
        #expect(tally.caught > 0, "no kill met a send in flight, so nothing was proven")
    }

    @Test(
        "a server that loses, doubles and misreports makes the daemon neither lose nor double anything",
        arguments: ["takahe", "reference"])
    func lying(profile: String) async throws {
        let behaviour = try #require(OpenBehaviour.named(profile))
        var settings = OpenKills.Settings.lying(behaviour)
        settings.scenarios = OpenScenario.lying(behaviour, points: [.parsed], hasThreads: false)
        let tally = try await run(behaviour, settings)
        #expect(tally.problems.isEmpty, "\(tally.problems.joined(separator: "\n"))")
        #expect(tally.isSound(mayAsk: { _ in true }), "\(tally.table.joined(separator: "\n"))")
        // Where two that look the same stand and no key tells them apart, a person is asked, and only there.
        #expect((tally.total.unknown > 0) == (behaviour.network == .mastodon))
    }

    @Test(
        "a daemon that resends blindly doubles posts, and the same harness shows it",
        arguments: ["mastodon", "pds2"])
    func mutant(profile: String) async throws {
        let behaviour = try #require(OpenBehaviour.named(profile))
        var settings = OpenKills.Settings()
        settings.scenarios = OpenScenario.fair(behaviour, points: [.parsed], parts: 2...2)
        settings.serve = ["--blind-resend"]
        let tally = try await run(behaviour, settings)
        #expect(tally.total.doubled > 0, "\(tally.table.joined(separator: "\n"))")
        #expect(!tally.isSound(mayAsk: { _ in true }))
    }

    @Test("a renewal that is killed takes a person only where the answer was lost and no password opens the account")
    func renewal() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            for scenario in RefreshKills.scenarios where scenario.point == .answered || !scenario.hasPassword {
                let outcome = try await RefreshKills(programs, folder: folder).run(scenario)
                #expect(outcome.problems.isEmpty, "\(scenario): \(outcome.problems.joined(separator: "\n"))")
                #expect(outcome.tookPerson == scenario.takesPerson, "\(scenario)")
                #expect(outcome.sends == 1, "\(scenario)")
            }
        }
    }

    private func run(_ behaviour: OpenBehaviour, _ settings: OpenKills.Settings) async throws -> KillTally {
        let programs = try LabPrograms()
        return try await withTemporaryFolder { folder in
            try await OpenKills(programs, behaviour, folder: folder, settings: settings).run()
        }
    }
}
