import ArgumentParser
import SMMDaemon
import SMMLab
import SMMModel

/// The daemon's own code with what harnesses and benchmarks need around it; never installed.
@main
struct SmmdLab: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smmd-lab", abstract: "Harness and benchmarks of smmd.", subcommands: [Sink.self, Drain.self])

    /// A sink on a free port, until it is ended.
    struct Sink: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Serve an HTTP sink and print its address.")

        func run() async throws {
            let sink = try await SinkServer.start()
            print("http://127.0.0.1:\(sink.port)/post")
            try await sink.serve()
        }
    }

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
