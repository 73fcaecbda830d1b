import ArgumentParser
import SMMAccounts
import SMMAdapterKit
import SMMAdapterTestKit
import SMMBuiltinAdapters
import SMMDaemon
import SMMLab
import SMMModel
import SMMPublishing

extension SmmdLab {
    /// The daemon with the fake networks' adapters and a kill switch.
    struct Serve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run the daemon with the adapters of the fake networks, and die at a named point.",
            discussion: """
                The platforms are fake-a to fake-e, beside the built-in ones. An account's url is what `smmd-lab
                network` printed: smmctl account add fake-a --name main --set url=http://127.0.0.1:PORT
                """)

        @Option(help: "The folder of smmd.yaml and its companions.") var config: String
        @Option(help: "The folder of the daemon's state.") var state: String?
        @Option(help: "The control socket.") var socket: String?
        @Option(help: "The folder sites are written below.") var site: String?
        @Option(name: .customLong("class"), help: "A class of the fake network, a to e; all when left out.")
        var kinds: [FakeClass] = []
        @Option(help: "Where the bench platform posts to, such as http://127.0.0.1:9000/post.") var bench: String?
        @Option(help: "Die by SIGKILL at this point: \(KillPoint.allCases.map(\.rawValue).joined(separator: ", ")).")
        var killAt: KillPoint?
        @Option(help: "At which passing of the point by one operation.") var occurrence = 1
        @Option(help: "Only by the operation that passes the point as the n-th, such as a thread's n-th part.")
        var killPart: Int?
        @Option(
            help:
                "Die by SIGKILL where a credential's renewal is here: \(RefreshPoint.allCases.map(\.rawValue).joined(separator: ", "))."
        )
        var killAtRefresh: RefreshPoint?
        @Flag(help: "Count only operations made after this start.") var freshOnly = false
        @Flag(help: "Be wrong on purpose: resend whatever got no answer.") var blindResend = false
        @Option(help: "Be wrong about the time by this many seconds.") var clockOffset = 0
        @Option(help: "A file of milliseconds by which the clock is ahead; read whenever the time is asked.")
        var clockFile: String?
        @Option(help: "Milliseconds that a send in flight is given when told to stop.") var stopPatience = 30_000

        func run() async throws {
            let clock = self.clock
            let lowest = freshOnly ? IDGenerator.lowest(at: clock.now) : 0
            var options = DaemonOptions(
                configuration: config, state: state, socket: socket, site: site,
                mediaProgram: ShippedFiles.mediaProgram(),
                adapters: adapters + (bench.map { [BenchAdapter(url: $0)] } ?? []),
                observer: killAt.map {
                    KillSwitch(point: $0, occurrence: occurrence, place: killPart, lowest: lowest)
                }, clock: clock, stopPatience: .milliseconds(Int64(stopPatience)))
            if let killAtRefresh {
                let refresh = RefreshSwitch(point: killAtRefresh)
                options.renewal = { refresh.reached($0) }
            }
            throw ExitCode(await Daemon.run(options))
        }

        private var clock: any TimeSource {
            var clock: any TimeSource = SystemTime()
            if clockOffset != 0 { clock = OffsetClock(clock, offset: .seconds(Int64(clockOffset))) }
            if let clockFile { clock = FileClock(clock, path: clockFile) }
            return clock
        }

        /// The built-in adapters and those of the fake networks, or their mutants.
        private var adapters: [any PlatformAdapter] {
            let builtin = BuiltinAdapters.all.map { adapter -> any PlatformAdapter in
                blindResend && adapter is any ConnectsAccounts ? OpenResend(adapter) : adapter
            }
            let fakes = (kinds.isEmpty ? FakeClass.allCases : kinds).map { kind -> any PlatformAdapter in
                let adapter = FakeNetworkAdapter(FakeRules(kind))
                return blindResend ? BlindResend(adapter) : adapter
            }
            return builtin + fakes
        }
    }
}

extension KillPoint: ExpressibleByArgument {}
extension RefreshPoint: ExpressibleByArgument {}
extension FakeClass: ExpressibleByArgument {}
