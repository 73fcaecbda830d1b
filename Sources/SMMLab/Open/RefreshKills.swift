import SMMAPI
package import SMMAccounts
import SMMAdapterTestKit
import SMMModel

/// Kills `smmd-lab serve` where the renewal of a credential is cut short, on fake servers that are as strict as any, with
/// credentials that must be renewed before each use.
package struct RefreshKills: Sendable {
    /// What is renewed.
    package enum Renewal: String, Sendable, Hashable, CaseIterable {
        /// A session of the AT Protocol, where each refresh ends both old tokens at once; the app password opens the account.
        case session
        /// The same, and the app password was taken back when the next daemon starts.
        case lonelySession = "session without a password"
        /// A token of the Mastodon API whose refresh token is good for one use.
        case rotatingToken = "rotating token"
        /// A token of the Mastodon API whose refresh token stays.
        case token

        fileprivate var behaviour: OpenBehaviour {
            switch self {
            case .session, .lonelySession: OpenBehaviour(network: .bluesky, profile: "pds1")
            case .rotatingToken, .token: OpenBehaviour(network: .mastodon, profile: "pleroma")
            }
        }
    }

    /// One way to die.
    package struct Scenario: Sendable, CustomStringConvertible {
        /// Where.
        package let point: RefreshPoint
        /// What is renewed.
        package let renewal: Renewal

        /// Both, for a person.
        package var description: String { "\(point.rawValue), \(renewal.rawValue)" }

        /// Only where the answer is lost and nothing else opens the account may it take a person.
        package var takesPerson: Bool { point == .answered && (renewal == .lonelySession || renewal == .rotatingToken) }
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
    package static let scenarios: [Scenario] = Renewal.allCases.flatMap { renewal in
        RefreshPoint.allCases.map { Scenario(point: $0, renewal: renewal) }
    }

    private static let account = "s1"
    /// How long a credential lives: less than the margin in which it is renewed rather than used.
    private static let life: Milliseconds = .seconds(30)

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
        let folder = "\(folder)/\(scenario.point.rawValue)-\(scenario.renewal)"
        try LabFile.makeFolder(folder)
        let network = try await OpenNetworkProcess.start(programs, scenario.renewal.behaviour, folder: folder)
        try await network.changeBluesky { rules in
            rules.refresh = .kills
            rules.accessLife = Self.life
        }
        try await network.changeMastodon { rules in
            rules.tokenLife = Self.life
            rules.rotatesRefreshTokens = scenario.renewal == .rotatingToken
        }
        let home = try OpenKills.home(folder + "/home", programs, OpenKills.Settings())
        let seat = try await network.seat(Self.account)
        try await setUp(home, network, seat)
        var post = LabPost(kind: "refresh", account: Self.account, text: "Renewed at \(scenario.point.rawValue).")
        var outcome = Outcome()
        if let problem = try await die(scenario, home, &post) { outcome.problems.append(problem) }
        if scenario.renewal == .lonelySession { try await network.forgetPasswords(of: Self.account) }
        try await live(scenario, home, network, &post, &outcome)
        outcome.sends = try await network.report().sends(post.text, on: seat.name)
        try await network.stop()
        return outcome
    }

    private func setUp(
        _ home: DaemonHome, _ network: OpenNetworkProcess, _ seat: OpenNetworkProcess.Seat
    ) async throws {
        let daemon = try await home.start()
        let client = daemon.client
        try await client.makeBrand(KillRun.brand)
        switch network.behaviour.network {
        case .bluesky:
            try await client.connect(
                Self.account, platform: "bluesky", settings: seat.settings, password: seat.secret)
        case .mastodon:
            // A token made by hand has no end and no refresh token.
            try await client.connect(Self.account, platform: "mastodon", settings: seat.settings) { page in
                try await network.agree(page, as: seat.name)
            }
        }
        let ending = try await daemon.stop()
        await daemon.close()
        guard ending == .exited(0) else { throw LabFailure("The daemon ended as \(ending).") }
    }

    /// One life, which ends at the point; what was wrong with its end.
    private func die(_ scenario: Scenario, _ home: DaemonHome, _ post: inout LabPost) async throws -> String? {
        let daemon = try await home.start(["--kill-at-refresh", scenario.point.rawValue])
        _ = try await daemon.client.make(&post)
        let problem = try await daemon.dies()
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
            switch network.behaviour.network {
            case .bluesky:
                try await network.addPassword("another-app-password", to: Self.account)
                try await client.reconnect(Self.account, password: Secret("another-app-password"))
            case .mastodon:
                try await client.reconnect(Self.account) { try await network.agree($0, as: Self.account) }
            }
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
