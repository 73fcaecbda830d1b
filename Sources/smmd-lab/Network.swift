import ArgumentParser
import Dispatch
import Glibc
import SMMAdapterTestKit
import SMMDaemon
import SMMLab
import SMMModel

extension SmmdLab {
    /// Fake networks in a process of their own, so that they live on while daemons die.
    struct Network: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Serve fake networks until standard input closes; print their addresses, then what was made.",
            discussion: """
                The first lines are CLASS and ADDRESS. GET ADDRESS/lab/report tells meanwhile, as JSON, every post
                that was ever made; at the end it is printed.
                """)

        @Option(name: .customLong("class"), help: "A class, a to e; all when left out.") var kinds: [FakeClass] = []
        @Option(help: "Lose, refuse and delay by chance, from this seed.") var storm: UInt64?
        @Option(help: "Milliseconds a new post stays out of listings.") var listingLag = 0
        @Option(help: "Milliseconds after its post at which an idempotency key is stored.") var keyStoreDelay = 0
        @Option(help: "Milliseconds each answer takes to leave.") var answerDelay = 0

        func run() async throws {
            var settings = LabNetwork.Settings()
            if !kinds.isEmpty { settings.kinds = kinds }
            settings.storm = storm
            settings.listingLag = .milliseconds(Int64(listingLag))
            settings.keyStoreDelay = .milliseconds(Int64(keyStoreDelay))
            settings.answerDelay = .milliseconds(Int64(answerDelay))
            let network = try await LabNetwork.start(settings, clock: SystemTime())
            // In one write, so that whoever reads the lines reads them whole.
            write(network.entries.map { "\($0.kind.rawValue) \($0.url)\n" }.joined())
            await Self.inputEnds()
            write(String(decoding: try network.report(), as: UTF8.self) + "\n")
            try await network.stop()
        }

        private func write(_ text: String) {
            print(text, terminator: "")
            fflush(nil)
        }

        private static func inputEnds() async {
            await withCheckedContinuation { continuation in
                DispatchQueue(label: "smm.lab.input").async {
                    while readLine() != nil {}
                    continuation.resume()
                }
            }
        }
    }
}
