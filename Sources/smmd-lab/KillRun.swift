import ArgumentParser
import Glibc
import SMMAdapterTestKit
import SMMDaemon
import SMMLab
import SMMModel
import SMMTestSupport

extension SmmdLab {
    /// The kill harness for a person: as many kills as wanted, and a table.
    struct KillRun: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "kill-run",
            abstract: "Kill daemons with SIGKILL and count on the network's side what was lost or doubled.",
            discussion: "Exits with 1 when a post was lost, doubled or never came to rest.")

        @Option(help: "An empty folder to work in; a new one when left out.") var folder: String?
        @Option(help: "How many kills at random instants.") var kills = 100
        @Option(help: "How many homes at a time.") var lanes = 2
        @Option(help: "Where every random choice comes from.") var seed: UInt64 = 1
        @Option(help: "The most posts made in one life.") var posts = 24
        @Option(name: .customLong("class"), help: "A class of the fake network, a to e; all when left out.")
        var kinds: [FakeClass] = []
        @Flag(help: "Kill the stock smmd on Site instead, and read its pages.") var stock = false
        @Flag(help: "Kill at each named point, first try and retry, instead of at random instants.") var points = false
        @Flag(help: "Kill the real adapters on fake servers of the open networks, at each named point and renewal.")
        var open = false
        @Option(
            help:
                "With --open, such a server: \(OpenBehaviour.all.map(\.profile).joined(separator: ", ")); all when left out."
        )
        var behaviour: [String] = []
        @Flag(help: "With --open, only servers that tell the truth.") var truthful = false
        @Flag(help: "Let the daemon be wrong on purpose; the table must then show doubles.") var blindResend = false
        @Option(help: "What publishing.on-absent is: ask or resend.") var onAbsent = "resend"

        func validate() throws {
            guard !points || !stock else {
                throw ValidationError("--points needs the daemon of the fake networks; --stock is another one.")
            }
            guard open || (behaviour.isEmpty && !truthful) else {
                throw ValidationError("--behaviour and --truthful go with --open.")
            }
            guard !open || (!points && !stock && kinds.isEmpty) else {
                throw ValidationError("--open kills at every point by itself, without --points, --stock and --class.")
            }
            if let strange = behaviour.first(where: { OpenBehaviour.named($0) == nil }) {
                throw ValidationError("There is no behaviour \(strange).")
            }
            guard !stock || (kinds.isEmpty && !blindResend) else {
                throw ValidationError("--stock speaks to Site alone; --class and --blind-resend are for fake networks.")
            }
        }

        func run() async throws {
            let folder = try folder ?? makeTemporaryFolder("smm-kill")
            Self.say("working in \(folder)")
            let programs = try LabPrograms()
            let clock = ContinuousClock()
            let start = clock.now
            let tally =
                open
                ? try await onOpenNetworks(programs, folder)
                : points ? try await atPoints(programs, folder) : try await atRandom(programs, folder)
            for problem in tally.problems.prefix(50) { print(problem) }
            if tally.problems.count > 50 { print("and \(tally.problems.count - 50) more problems") }
            for line in tally.table { print(line) }
            print("took \((clock.now - start).components.seconds) s")
            let sum = tally.total
            if tally.kills > 0, sum.lost + sum.doubled == 0 {
                print("none in \(tally.kills) kills: below \(Self.percent(3, of: tally.kills)) % a kill (95 %)")
            }
            // On the open networks it is a problem of its own where too much is left to a person.
            let mayAsk: (String) -> Bool = { open || $0 == "e" || onAbsent == "ask" && ["b", "d"].contains($0) }
            guard tally.isSound(mayAsk: mayAsk), tally.problems.isEmpty else { throw ExitCode(1) }
        }

        private func atRandom(_ programs: LabPrograms, _ folder: String) async throws -> KillTally {
            var settings = stock ? RandomKills.Settings.stock : RandomKills.Settings()
            settings.seed = seed
            settings.kills = kills
            settings.lanes = lanes
            settings.postsPerLife = posts
            settings.onAbsent = onAbsent
            if !kinds.isEmpty { settings.kinds = kinds }
            settings.serve = serve
            return try await RandomKills(programs, settings, folder: folder, clock: SystemTime(), tell: Self.say).run()
        }

        private func atPoints(_ programs: LabPrograms, _ folder: String) async throws -> KillTally {
            var sum = KillTally()
            for kind in kinds.isEmpty ? FakeClass.allCases : kinds {
                let kills = PointKills(programs, kind: kind, folder: "\(folder)/\(kind.rawValue)", serve: serve)
                sum.add(try await kills.run())
                Self.say("class \(kind.rawValue): \(sum.kills) kills so far")
            }
            return sum
        }

        /// Further words for the daemon.
        var serve: [String] { blindResend ? ["--blind-resend"] : [] }

        /// Prints a line at once, also into a file.
        static let say: @Sendable (String) -> Void = { line in
            print(line)
            fflush(nil)
        }

        /// `part` in hundredths of a percent of `whole`, as text.
        private static func percent(_ part: Int, of whole: Int) -> String {
            let hundredths = part * 10_000 / max(1, whole)
            let rest = hundredths % 100
            return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
        }
    }
}
