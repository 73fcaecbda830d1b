import ArgumentParser
import SMMDaemon
import SMMLab
import SMMModel

extension SmmdLab {
    /// Posts for the bench platform, written as a request would write them, a thousand to a transaction.
    struct Fill: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write due posts into the state folder of a daemon that does not run; measures the rate.")

        @Option(help: "The state folder.") var state: String
        @Option(help: "How many posts.") var count = 20_000
        @Option(help: "Over how many accounts.") var accounts = 2_000
        @Option(help: "The number of the first text; a second fill needs other texts.") var firstText = 0
        @Option(help: "Seconds from now at which the first is due.") var dueIn = 3.0
        @Option(help: "Microseconds between two due instants.") var spacing: Int64 = 0

        func run() async throws {
            let clock = SystemTime()
            let due = clock.now + .milliseconds(Int64(dueIn * 1000))
            var fill = BenchFill(count: count, accounts: accounts, firstDue: due, spacing: spacing)
            fill.firstText = firstText
            let rate = try await fill.run(state: state, clock: clock)
            print("{\"rate\": \(rate), \"first_due_ms\": \(due.milliseconds)}")
        }
    }
}
