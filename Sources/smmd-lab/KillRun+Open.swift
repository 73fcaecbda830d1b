import SMMLab
import SMMTestSupport

extension SmmdLab.KillRun {
    /// Every behaviour of the open networks' servers, truthful and lying, then the renewal of credentials.
    func onOpenNetworks(_ programs: LabPrograms, _ folder: String) async throws -> KillTally {
        let chosen = behaviour.isEmpty ? OpenBehaviour.all : behaviour.compactMap(OpenBehaviour.named)
        Self.say(
            SharedFolder.isWanted
                ? "requests are held against the networks' documents in \(SharedFolder.specs)"
                : "there are no documents of the networks here: the fakes alone check requests")
        var waiting = chosen[...]
        var sum = try await withThrowingTaskGroup(of: KillTally.self) { group in
            func next() {
                guard let behaviour = waiting.popFirst() else { return }
                group.addTask { try await onServer(behaviour, programs, folder) }
            }
            for _ in 0..<max(1, lanes) { next() }
            var sum = KillTally()
            for try await tally in group {
                sum.add(tally)
                next()
            }
            return sum
        }
        if chosen.contains(where: { $0.network == .bluesky }), !blindResend {
            try await atRenewals(programs, "\(folder)/renewal", &sum)
        }
        return sum
    }

    private func onServer(
        _ behaviour: OpenBehaviour, _ programs: LabPrograms, _ folder: String
    ) async throws -> KillTally {
        var sum = KillTally()
        var runs = [("truthful", OpenKills.Settings())]
        if !truthful { runs.append(("lying", OpenKills.Settings.lying(behaviour))) }
        for (name, settings) in runs {
            var settings = settings
            settings.onAbsent = onAbsent
            settings.serve = serve
            let tally = try await OpenKills(
                programs, behaviour, folder: "\(folder)/\(behaviour)-\(name)", settings: settings
            ).run()
            Self.say("\(behaviour), \(name): \(tally.kills) kills, \(tally.problems.count) problems")
            sum.add(tally)
        }
        return sum
    }

    private func atRenewals(_ programs: LabPrograms, _ folder: String, _ tally: inout KillTally) async throws {
        for scenario in RefreshKills.scenarios {
            let outcome = try await RefreshKills(programs, folder: folder).run(scenario)
            tally.kills += 1
            let told = outcome.toldWithin.map { ", a person was told within \($0.components.seconds + 1) s" } ?? ""
            Self.say("renewal killed at \(scenario): published \(outcome.sends) times\(told)")
            var problems = outcome.problems
            if outcome.tookPerson != scenario.takesPerson { problems.append("took a person: \(outcome.tookPerson)") }
            if outcome.sends != 1 { problems.append("published \(outcome.sends) times") }
            tally.problems += problems.map { "renewal killed at \(scenario): \($0)" }
        }
    }
}
