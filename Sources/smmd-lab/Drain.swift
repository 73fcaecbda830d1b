import ArgumentParser
import SMMDaemon
import SMMLab

extension SmmdLab {
    /// Enqueue and drain against the bare client.
    struct Drain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Measure enqueue and drain against the bare client.")

        @Option(help: "The sink's address.") var url: String
        @Option(help: "An empty folder for the database.") var folder: String
        @Option(help: "How many posts.") var count = 20_000
        @Option(help: "Over how many accounts.") var accounts = 2_000
        @Option(help: "How many requests at a time.") var concurrency = 64

        func run() async throws {
            let bench = DrainBench(
                url: url, folder: folder, count: count, accounts: accounts, concurrency: concurrency,
                clock: SystemTime())
            for measure in try await bench.run() { print(measure.line) }
        }
    }
}
