import SMMAPI
import SMMAdapterKit
package import SMMAdapterTestKit
import SMMModel
package import SMMPublishing

/// Kills `smmd-lab serve` at every named point, on the first try and on a retry, against a fake network of one class.
///
/// One home per class: each scenario is one life of the daemon on an account of its own, which ends by SIGKILL at its
/// point; what it leaves is taken over by the next scenario's life, and the last life sees everything to its end.
package struct PointKills: Sendable {
    /// One way to die.
    package struct Scenario: Sendable, CustomStringConvertible {
        /// Where.
        package let point: KillPoint
        /// Whether the first try failed before.
        package let isRetry: Bool
        /// At which passing of the point.
        package let occurrence: Int
        /// The account's name.
        let account: String

        /// The point and the try, for a person.
        package var description: String {
            "\(point.rawValue), \(isRetry ? "retry" : "first try"), passing \(occurrence)"
        }
    }

    private let programs: LabPrograms
    private let folder: String
    private let kind: FakeClass
    private let points: [KillPoint]
    private let serve: [String]

    /// The kills of one class in an empty folder.
    ///
    /// - Parameter serve: further words for the daemon, such as a mutant's.
    package init(
        _ programs: LabPrograms, kind: FakeClass, folder: String, points: [KillPoint] = KillPoint.allCases,
        serve: [String] = []
    ) {
        self.programs = programs
        self.kind = kind
        self.folder = folder
        self.points = points
        self.serve = serve
    }

    /// Every way to die in a class.
    package static func scenarios(_ kind: FakeClass, points: [KillPoint] = KillPoint.allCases) -> [Scenario] {
        var scenarios: [Scenario] = []
        for point in points {
            // In class C the container's request passes the points of the wire before the publication's does.
            let isWire = [.firstByte, .lastByte, .responseHead].contains(point)
            let first = isWire && kind == .container ? 2 : 1
            // What was refused at its first try passes the point once more; a step is recorded only by the try that
            // got through.
            let retry = point == .stepRecorded ? 1 : first + 1
            if first == 2 { scenarios.append(scenario(point, isRetry: false, 1, suffix: "-container")) }
            scenarios.append(scenario(point, isRetry: false, first))
            scenarios.append(scenario(point, isRetry: true, retry))
        }
        return scenarios
    }

    private static func scenario(
        _ point: KillPoint, isRetry: Bool, _ occurrence: Int, suffix: String = ""
    ) -> Scenario {
        Scenario(
            point: point, isRetry: isRetry, occurrence: occurrence,
            account: (isRetry ? "retry-" : "first-") + point.rawValue + suffix)
    }

    /// Dies every death and counts.
    ///
    /// - Throws: `LabFailure` when the harness cannot go on.
    package func run() async throws -> KillTally {
        try LabFile.makeFolder(folder)
        let network = try await NetworkProcess.start(programs, kinds: [kind], folder: folder)
        let home = try DaemonHome(
            folder + "/home", command: [programs.lab, "serve"] + serve, configuration: LabConfiguration.text())
        let scenarios = Self.scenarios(kind, points: points)
        try await setUp(home, network, scenarios)
        var tally = KillTally()
        var posts: [LabPost] = []
        let followed = FollowLog()
        for scenario in scenarios {
            try await die(scenario, home, network, followed, &posts, &tally)
        }
        try await finish(home, network, followed, &posts, &tally)
        try await network.stop()
        return tally
    }

    private func setUp(_ home: DaemonHome, _ network: NetworkProcess, _ scenarios: [Scenario]) async throws {
        let daemon = try await home.start()
        try await daemon.client.makeBrand(KillRun.brand)
        for scenario in scenarios {
            try await daemon.client.makeAccount(
                scenario.account, platform: "fake-" + kind.rawValue,
                settings: ["url": network.urls[kind] ?? "", "handle": scenario.account])
        }
        let ending = try await daemon.stop()
        await daemon.close()
        guard ending == .exited(0) else { throw LabFailure("The daemon ended as \(ending).") }
    }

    /// One life, from its start to its death.
    private func die(
        _ scenario: Scenario, _ home: DaemonHome, _ network: NetworkProcess, _ followed: FollowLog,
        _ posts: inout [LabPost], _ tally: inout KillTally
    ) async throws {
        if scenario.isRetry {
            let refusal = FakeFault.status(503, headers: [HTTPField("Retry-After", "0")])
            let kind: FakeRequestKind = scenario.point == .stepRecorded ? .upload : .publish
            try await network.plan(
                LabPlan(account: scenario.account, kind: kind, faults: [refusal]), on: self.kind)
        }
        let daemon = try await home.start([
            "--kill-at", scenario.point.rawValue, "--occurrence", "\(scenario.occurrence)", "--fresh-only",
        ])
        var own = (0..<2).map { number in
            LabPost(kind: kind.rawValue, account: scenario.account, text: "\(scenario.account) number \(number)")
        }
        let problem = try await daemon.followed(by: followed) {
            try await work(scenario, &own, by: daemon.client)
            return try await daemon.dies()
        }
        await daemon.close()
        posts += own
        tally.noteDeath("\(kind.rawValue): \(scenario)", problem)
    }

    /// What a client does in one life; it stops where the daemon dies.
    private func work(_ scenario: Scenario, _ own: inout [LabPost], by client: LabClient) async throws {
        let needsMedia =
            scenario.point == .mediaRemoved || (scenario.point == .stepRecorded && kind != .container)
        for index in own.indices {
            var asset: AssetID?
            if needsMedia {
                guard case .done(let id) = try await client.upload(LabPicture.png(own[index].text)) else { return }
                asset = id
            }
            guard try await client.make(&own[index], asset: asset) else { return }
        }
    }

    private func finish(
        _ home: DaemonHome, _ network: NetworkProcess, _ followed: FollowLog, _ posts: inout [LabPost],
        _ tally: inout KillTally
    ) async throws {
        let daemon = try await home.start()
        let states = try await daemon.followed(by: followed) {
            guard try await KillRun.make(&posts, by: daemon.client) else { throw LabFailure("The last daemon died.") }
            if try await !daemon.client.settles(within: KillRun.patience) {
                tally.problems.append("\(kind.rawValue): never at rest")
            }
            let states = try await daemon.client.states()
            tally.caught = try await daemon.client.recovered()
            try await KillRun.checkEvents(kind.rawValue, posts, states, followed, &tally)
            let ending = try await daemon.stop()
            if ending != .exited(0) { tally.problems.append("\(kind.rawValue): the last daemon ended as \(ending)") }
            return states
        }
        await daemon.close()
        let report = try await network.report()
        tally.judge(posts, states: states) { report.count($0.texts[$1], on: $0.account) }
    }
}
