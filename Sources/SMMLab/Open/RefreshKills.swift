import SMMAPI
package import SMMAccounts
import SMMAdapterTestKit
import SMMModel

/// Kills `smmd-lab serve` where the renewal of a session is cut short, against a fake server of the AT Protocol on
/// which each refresh ends both old tokens at once, and sessions that must be renewed before each use.
package struct RefreshKills: Sendable {
    /// One way to die.
    package struct Scenario: Sendable, CustomStringConvertible {
        /// Where.
        package let point: RefreshPoint
        /// Whether the app password still opens the account when the next daemon starts.
        package let hasPassword: Bool

        /// Both, for a person.
        package var description: String { "\(point.rawValue), password \(hasPassword ? "good" : "taken back")" }

        /// Only where the answer is lost and nothing else opens the account may it take a person.
        package var takesPerson: Bool { point == .answered && !hasPassword }
    }

    /// What came of one.
    package struct Outcome: Sendable, Hashable {
        /// Whether the account was held and a person told how to connect it again.
        package var tookPerson = false
        /// How long that took from the daemon's start on.
        package var toldWithin: Duration?
        /// How often the post stands in the end.
        package var sends = 0
        /// What was wrong, a sentence each.
        package var problems: [String] = []
    }

    /// Every way to die.
    package static let scenarios: [Scenario] = RefreshPoint.allCases.flatMap { point in
        [Scenario(point: point, hasPassword: true), Scenario(point: point, hasPassword: false)]
    }

    private static let account = "s1"

    private let programs: LabPrograms
    private let folder: String

    /// The kills in an empty folder.
    package init(_ programs: LabPrograms, folder: String) {
        self.programs = programs
        self.folder = folder
    }

    /// Dies one death and sees what becomes of the account.
    ///
    /// - Throws: `LabFailure` when the harness cannot go on.
    package func run(_ scenario: Scenario) async throws -> Outcome {
        let folder = "\(folder)/\(scenario.point.rawValue)-\(scenario.hasPassword ? "good" : "gone")"
        try LabFile.makeFolder(folder)
        let network = try await OpenNetworkProcess.start(
            programs, OpenBehaviour(network: .bluesky, profile: "pds1"), folder: folder)
        try await network.changeBluesky({ rules in
            rules.refresh = .kills
            // Less than the margin in which a session is renewed rather than used.
            rules.accessLife = .seconds(30)
        })
        let home = try OpenKills.home(folder + "/home", programs, OpenKills.Settings())
        let seat = try await network.seat(Self.account)
        try await setUp(home, seat)
        var post = LabPost(kind: "refresh", account: Self.account, text: "Renewed at \(scenario.point.rawValue).")
        var outcome = Outcome()
        if let problem = try await die(scenario, home, &post) { outcome.problems.append(problem) }
        if !scenario.hasPassword { try await network.forgetPasswords(of: Self.account) }
        try await live(scenario, home, network, &post, &outcome)
        outcome.sends = try await network.report().sends(post.text, on: seat.name)
        try await network.stop()
        return outcome
    }

    private func setUp(_ home: DaemonHome, _ seat: OpenNetworkProcess.Seat) async throws {
        let daemon = try await home.start()
        try await daemon.client.makeBrand(KillRun.brand)
        try await daemon.client.connect(
            Self.account, platform: "bluesky", settings: seat.settings, password: seat.secret)
        let ending = try await daemon.stop()
        await daemon.close()
        guard ending == .exited(0) else { throw LabFailure("The daemon ended as \(ending).") }
    }

    /// One life, which ends at the point; what was wrong with its end.
    private func die(_ scenario: Scenario, _ home: DaemonHome, _ post: inout LabPost) async throws -> String? {
        let daemon = try await home.start(["--kill-at-refresh", scenario.point.rawValue])
        _ = try await daemon.client.make(&post)
        var problem: String?
        do {
            let ending = try await daemon.end(within: .seconds(30))
            if ending != .killed(9) { problem = "the daemon ended as \(ending)" }
        } catch {
            problem = "the point was never passed"
            try await daemon.killHard()
        }
        await daemon.close()
        return problem
    }

    /// The life after it: the post goes out, or a person is told; with a new password it then goes out.
    private func live(
        _ scenario: Scenario, _ home: DaemonHome, _ network: OpenNetworkProcess, _ post: inout LabPost,
        _ outcome: inout Outcome
    ) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let daemon = try await home.start()
        let client = daemon.client
        guard try await client.make(&post), let id = post.id else { throw LabFailure("The last daemon died.") }
        let isAnswered = try await Wait.until(within: .seconds(60)) {
            if try await client.post(id).state == .published { return true }
            return try await Self.isTold(client)
        }
        if !isAnswered { outcome.problems.append("within a minute it was neither published nor was a person told") }
        if isAnswered, try await client.post(id).state != .published {
            outcome.tookPerson = true
            outcome.toldWithin = clock.now - start
            try await network.addPassword("another-app-password", to: Self.account)
            try await client.reconnect(Self.account, password: Secret("another-app-password"))
        }
        let isOut = try await Wait.until(within: .seconds(60)) { try await client.post(id).state == .published }
        if !isOut { outcome.problems.append("the post never went out: \(try await client.post(id).state)") }
        if try await Self.isTold(client) { outcome.problems.append("a person is still told") }
        let ending = try await daemon.stop()
        await daemon.close()
        if ending != .exited(0) { outcome.problems.append("the last daemon ended as \(ending)") }
    }

    /// Whether the account is held for its credential, and a person told the command that helps.
    private static func isTold(_ client: LabClient) async throws -> Bool {
        let account = try await client.account(account)
        guard account.held.contains(.auth) else { return false }
        return try await client.attention().contains { item in
            item.kind == "reauth" && item.account == account.id
                && item.next?.hasPrefix("smmctl account reconnect ") == true
        }
    }
}
