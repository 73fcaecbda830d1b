import SMMAPI
package import SMMAdapterTestKit
package import SMMModel
import SMMTestSupport

/// Kills a daemon at random instants while posts are being made and sent, then counts on the network's side.
package struct RandomKills: Sendable {
    /// What is run.
    package struct Settings: Sendable {
        /// Where every random choice comes from.
        package var seed: UInt64 = 1
        /// How many daemons are killed.
        package var kills = 20
        /// How many homes are worked on at a time; the kills are shared out.
        package var lanes = 1
        /// The classes of the fake network; empty for the stock daemon on Site.
        package var kinds: [FakeClass] = FakeClass.allCases
        /// Accounts of each class.
        package var accounts = 4
        /// The most posts made in one life.
        package var postsPerLife = 24
        /// What `publishing.on-absent` is.
        package var onAbsent = "resend"
        /// The settle time of every class.
        package var settle = "800ms"
        /// Further words for the fake network.
        package var network = [
            "--storm", "1", "--listing-lag", "300", "--key-store-delay", "300", "--answer-delay", "15",
        ]
        /// Further words for the daemon, such as a mutant's.
        package var serve: [String] = []

        /// Twenty kills of a daemon on all classes in a storm.
        package init() {}

        /// Twenty kills of the stock daemon on Site.
        package static var stock: Settings {
            var settings = Settings()
            settings.kinds = []
            return settings
        }
    }

    private let programs: LabPrograms
    private let settings: Settings
    private let folder: String
    private let clock: any TimeSource
    private let tell: @Sendable (String) -> Void

    /// A run in an empty folder.
    ///
    /// - Parameters:
    ///   - clock: the wall clock, for posts that are due soon.
    ///   - tell: told now and then how far it is.
    package init(
        _ programs: LabPrograms, _ settings: Settings, folder: String, clock: any TimeSource,
        tell: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.programs = programs
        self.settings = settings
        self.folder = folder
        self.clock = clock
        self.tell = tell
    }

    /// Kills and counts.
    ///
    /// - Throws: `LabFailure` when the harness cannot go on.
    package func run() async throws -> KillTally {
        let lanes = max(1, min(settings.lanes, settings.kills))
        return try await withThrowingTaskGroup(of: KillTally.self) { group in
            for lane in 0..<lanes {
                let share = settings.kills / lanes + (lane < settings.kills % lanes ? 1 : 0)
                group.addTask { try await run(lane, kills: share) }
            }
            var sum = KillTally()
            for try await tally in group { sum.add(tally) }
            return sum
        }
    }

    private var isStock: Bool { settings.kinds.isEmpty }

    private func run(_ lane: Int, kills: Int) async throws -> KillTally {
        let folder = "\(folder)/lane\(lane)"
        try LabFile.makeFolder(folder)
        let network =
            isStock
            ? nil
            : try await NetworkProcess.start(
                programs, kinds: settings.kinds, folder: folder, arguments: settings.network)
        let home = try DaemonHome(
            folder + "/home", command: isStock ? [programs.smmd, "serve"] : [programs.lab, "serve"] + settings.serve,
            configuration: LabConfiguration.text(settle: settings.settle, onAbsent: settings.onAbsent))
        let accounts = try await setUp(home, network)
        var random = SeededRandom(seed: settings.seed &+ UInt64(lane) &* 0x9E37_79B9)
        var tally = KillTally()
        var posts: [LabPost] = []
        for number in 0..<kills {
            var fresh = (0..<random.below(settings.postsPerLife + 1)).map { index in
                post("lane\(lane) life\(number) post\(index).", accounts, &random)
            }
            if random.below(7) == 0 {
                // Also while it starts: that is when the predecessor's sends are taken over.
                let daemon = try home.spawn()
                try await Wait.chance(.milliseconds(random.below(400)))
                try await daemon.killHard()
                await daemon.close()
                tally.kills += 1
            }
            let daemon = try await home.start()
            let wait = Duration.milliseconds(2 + random.below(600))
            let open = posts.filter(\.isOpen) + fresh
            async let made = work(open, by: daemon.client)
            try await Wait.chance(wait)
            if daemon.hasEnded { tally.problems.append("lane \(lane): a daemon ended by itself; see \(home.log)") }
            try await daemon.killHard()
            tally.kills += 1
            fresh = try await made
            await daemon.close()
            posts = posts.filter { !$0.isOpen } + fresh
            if number % 25 == 24 { tell("lane \(lane): \(number + 1) of \(kills) lives, \(posts.count) posts") }
        }
        try await finish(lane, home, network, &posts, &tally)
        try await network?.stop()
        return tally
    }

    private func setUp(_ home: DaemonHome, _ network: NetworkProcess?) async throws -> [(kind: String, name: String)] {
        let daemon = try await home.start()
        try await daemon.client.makeBrand(KillRun.brand)
        var accounts: [(kind: String, name: String)] = []
        for number in 0..<max(1, settings.accounts) {
            for kind in settings.kinds {
                let name = "\(kind.rawValue)\(number)"
                try await daemon.client.makeAccount(
                    name, platform: "fake-" + kind.rawValue,
                    settings: ["url": network?.urls[kind] ?? "", "handle": name])
                accounts.append((kind.rawValue, name))
            }
            if isStock {
                try await daemon.client.makeAccount("site\(number)", platform: "site", settings: [:])
                accounts.append(("site", "site\(number)"))
            }
        }
        let ending = try await daemon.stop()
        await daemon.close()
        guard ending == .exited(0) else { throw LabFailure("The daemon ended as \(ending).") }
        return accounts
    }

    /// A post for now, or for an instant soon, sometimes of two parts.
    private func post(
        _ text: String, _ accounts: [(kind: String, name: String)], _ random: inout SeededRandom
    ) -> LabPost {
        let account = accounts[random.below(accounts.count)]
        var schedule = ScheduleDraft(kind: "now")
        if random.below(4) == 0 {
            let at = clock.now + .milliseconds(1000 + Int64(random.below(3000)))
            schedule = ScheduleDraft(kind: "at", at: RFC3339.text(at))
        }
        return LabPost(
            kind: account.kind, account: account.name, text: text, schedule: schedule,
            parts: random.below(8) == 0 ? 2 : 1)
    }

    /// Makes posts until all are made or the daemon is dead.
    private func work(_ posts: [LabPost], by client: LabClient) async throws -> [LabPost] {
        var posts = posts
        _ = try await KillRun.make(&posts, by: client)
        return posts
    }

    private func finish(
        _ lane: Int, _ home: DaemonHome, _ network: NetworkProcess?, _ posts: inout [LabPost], _ tally: inout KillTally
    ) async throws {
        let daemon = try await home.start()
        guard try await KillRun.make(&posts, by: daemon.client) else { throw LabFailure("The last daemon died.") }
        if try await !daemon.client.settles(within: KillRun.patience) {
            tally.problems.append("lane \(lane): never at rest")
        }
        let states = try await daemon.client.states()
        tally.caught = try await daemon.client.recovered()
        let ending = try await daemon.stop()
        await daemon.close()
        if ending != .exited(0) { tally.problems.append("lane \(lane): the last daemon ended as \(ending)") }
        if let network {
            let report = try await network.report()
            tally.judge(posts, states: states) { report.count($0.texts[$1], on: $0.account) }
        } else {
            let site = SiteReading(below: "\(home.site)/\(KillRun.brand)")
            tally.judge(posts, states: states) { site.count($0, part: $1) }
        }
    }
}
