import ArgumentParser
import SMMLab

extension SmmdLab {
    /// The yardstick of the drain.
    struct Bare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Post to a sink with the HTTP client alone, nothing stored.")

        @Option(help: "The sink's address.") var url: String
        @Option(help: "How many posts.") var count = 20_000
        @Option(help: "How many requests at a time.") var concurrency = 64

        func run() async throws {
            let good = try await BareLoop(url: url, concurrency: concurrency).run(count: count)
            print("{\"good\": \(good), \"cpu_s\": \(BareLoop.processorSeconds)}")
        }
    }
}
