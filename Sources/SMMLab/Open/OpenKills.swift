import SMMAPI
import SMMAdapterTestKit
import SMMModel
import SMMPublishing

/// Kills `smmd-lab serve` at every named point while the real adapter of an open network publishes to a fake server of
/// one behaviour, then counts on the server's side.
///
/// As in ``PointKills``: one home, each scenario one life on an account of its own, and the last life sees everything
/// to its end.
package struct OpenKills: Sendable {
    /// What is run.
    package struct Settings: Sendable {
        /// The ways to die; those of a truthful server when nil.
        package var scenarios: [OpenScenario]?
        /// Whether the server lists what is new only later, and stores idempotency keys late.
        package var isLagging = false
        /// What `publishing.on-absent` is.
        package var onAbsent = "resend"
        /// Further words for the daemon, such as a mutant's.
        package var serve: [String] = []
        /// The bytes before the text in each post's picture, which makes it unlike any other; a small picture when nil.
        package var picture: [UInt8]?
        /// The most bytes of a blob that Bluesky's server takes; its own when nil.
        package var blobLimit: Int?

        /// Every way to die on a truthful server.
        package init() {}

        /// Every lie of a server that lags, each met by a kill.
        package static func lying(_ behaviour: OpenBehaviour) -> Settings {
            var settings = Settings()
            settings.scenarios = OpenScenario.lying(behaviour)
            settings.isLagging = true
            return settings
        }
    }

    /// The settle time of every class.
    static let settle = "800ms"

    private let programs: LabPrograms
    private let behaviour: OpenBehaviour
    private let settings: Settings
    private let folder: String
    private let scenarios: [OpenScenario]

    /// The kills of one behaviour in an empty folder.
    package init(
        _ programs: LabPrograms, _ behaviour: OpenBehaviour, folder: String, settings: Settings = Settings()
    ) {
        self.programs = programs
        self.behaviour = behaviour
        self.folder = folder
        self.settings = settings
        self.scenarios = settings.scenarios ?? OpenScenario.fair(behaviour)
    }

    /// Dies every death and counts.
    ///
    /// - Throws: `LabFailure` when the harness cannot go on.
    package func run() async throws -> KillTally {
        try LabFile.makeFolder(folder)
        let network = try await OpenNetworkProcess.start(programs, behaviour, folder: folder)
        try await prepare(network)
        let home = try Self.home(folder + "/home", programs, settings)
        let seats = try await setUp(home, network)
        var tally = KillTally()
        var posts: [OpenPost] = []
        let followed = FollowLog()
        for (scenario, seat) in zip(scenarios, seats) {
            if let plan = scenario.plan { try await network.plan(plan.kind, by: seat.name, plan.faults) }
            let own = try await die(scenario, seat, home, followed, &tally)
            try await checkPlace(scenario, own, network, &tally)
            posts += own
        }
        try await finish(home, network, followed, &posts, &tally)
        do {
            try await network.stop()
        } catch {
            // What was counted stays counted.
            tally.problems.append("\(behaviour): \(error)")
        }
        return tally
    }

    /// A home whose daemon waits for short times only.
    static func home(_ folder: String, _ programs: LabPrograms, _ settings: Settings) throws -> DaemonHome {
        let home = try DaemonHome(
            folder, command: [programs.lab, "serve"] + settings.serve,
            configuration: LabConfiguration.text(settle: settle, onAbsent: settings.onAbsent))
        // A platform's own settle time goes before the common one.
        try LabFile.makeFolder(folder + "/config/platforms.d")
        try LabFile.write("settle: \(settle)\n", to: folder + "/config/platforms.d/bluesky.yaml")
        return home
    }

    private func prepare(_ network: OpenNetworkProcess) async throws {
        let lag: Milliseconds = settings.isLagging ? .milliseconds(300) : .zero
        try await network.changeMastodon({ rules in
            rules.listingLag = lag
            rules.keyStoreDelay = lag
            // Tokens made by hand cannot be renewed, and a run may take longer than some of them live.
            rules.tokenLife = nil
        })
        let blobLimit = settings.blobLimit
        try await network.changeBluesky { rules in
            rules.listingLag = lag
            if let blobLimit { rules.blobLimit = blobLimit }
        }
    }

    private func setUp(_ home: DaemonHome, _ network: OpenNetworkProcess) async throws -> [OpenNetworkProcess.Seat] {
        let daemon = try await home.start()
        let client = daemon.client
        try await client.makeBrand(KillRun.brand)
        var seats: [OpenNetworkProcess.Seat] = []
        let platform = behaviour.network.rawValue
        for scenario in scenarios {
            let seat = try await network.seat(scenario.account)
            switch behaviour.network {
            case .mastodon:
                try await client.connect(
                    scenario.account, platform: platform, settings: seat.settings, token: seat.secret)
            case .bluesky:
                try await client.connect(
                    scenario.account, platform: platform, settings: seat.settings, password: seat.secret)
            }
            seats.append(seat)
        }
        let ending = try await daemon.stop()
        await daemon.close()
        guard ending == .exited(0) else { throw LabFailure("The daemon ended as \(ending).") }
        return seats
    }

    /// One life, from its start to its death.
    private func die(
        _ scenario: OpenScenario, _ seat: OpenNetworkProcess.Seat, _ home: DaemonHome, _ followed: FollowLog,
        _ tally: inout KillTally
    ) async throws -> [OpenPost] {
        var words = [
            "--kill-at", scenario.point.rawValue, "--occurrence", "\(scenario.occurrence)", "--fresh-only",
        ]
        if let part = scenario.part { words += ["--kill-part", "\(part)"] }
        let daemon = try await home.start(words)
        var own = OpenPost.all(of: scenario, seat, behaviour, large: settings.picture)
        let problem = try await daemon.followed(by: followed) {
            _ = try await make(&own, by: daemon.client)
            return try await daemon.dies()
        }
        await daemon.close()
        tally.noteDeath("\(behaviour): \(scenario)", problem)
        return own
    }

    /// Whether a thread was cut at the part it was to be cut at: the ones before it stand, and none behind it.
    private func checkPlace(
        _ scenario: OpenScenario, _ own: [OpenPost], _ network: OpenNetworkProcess, _ tally: inout KillTally
    ) async throws {
        guard let thread = own.first, let standing = scenario.standing(hasPicture: thread.hasPicture) else { return }
        let count = try await network.report().parts(thread.post, on: thread.owner)
        guard !standing.contains(count) else { return }
        tally.problems.append("\(behaviour): \(scenario): killed when \(count) parts stood")
    }

    /// Makes every post whose making was not acknowledged, under the same key as before; false when the daemon died.
    private func make(_ posts: inout [OpenPost], by client: LabClient) async throws -> Bool {
        for index in posts.indices where posts[index].post.isOpen {
            var asset: AssetID?
            if let picture = posts[index].picture {
                // The same bytes are the same asset.
                guard case .done(let id) = try await client.upload(picture) else { return false }
                asset = id
            }
            guard try await client.make(&posts[index].post, asset: asset) else { return false }
        }
        return true
    }

    private func finish(
        _ home: DaemonHome, _ network: OpenNetworkProcess, _ followed: FollowLog, _ posts: inout [OpenPost],
        _ tally: inout KillTally
    ) async throws {
        let name = behaviour.profile
        let daemon = try await home.start()
        let judge = try await daemon.followed(by: followed) {
            guard try await make(&posts, by: daemon.client) else { throw LabFailure("The last daemon died.") }
            if try await !daemon.client.settles(within: KillRun.patience) {
                tally.problems.append("\(name): never at rest")
            }
            let states = try await daemon.client.states()
            tally.caught = try await daemon.client.recovered()
            try await KillRun.checkEvents(name, posts.map(\.post), states, followed, &tally)
            var judge = OpenJudge(
                posts: posts, states: states, on: behaviour.network, mayAsk: settings.onAbsent == "ask")
            try await judge.hear(daemon.client)
            let ending = try await daemon.stop()
            if ending != .exited(0) { tally.problems.append("\(name): the last daemon ended as \(ending)") }
            return judge
        }
        await daemon.close()
        judge.count(try await network.report(), into: &tally)
    }
}
