package import SMMModel
import SMMPublishing

/// Measures the machine against the bare client in one run: enqueue, drain, CPU and memory.
package struct DrainBench: Sendable {
    private let url: String
    private let folder: String
    private let count: Int
    private let accounts: Int
    private let concurrency: Int
    private let clock: any TimeSource

    /// A bench of `count` posts over `accounts` accounts to the sink at `url`, with its database in `folder`.
    package init(
        url: String, folder: String, count: Int, accounts: Int, concurrency: Int, clock: any TimeSource
    ) {
        self.url = url
        self.folder = folder
        self.count = count
        self.accounts = accounts
        self.concurrency = concurrency
        self.clock = clock
    }

    /// Runs it; the figures end with the ratios.
    package func run() async throws -> [Measure] {
        let before = ProcessMeter.read()
        let good = try await BareLoop(url: url, concurrency: concurrency).run(count: count)
        let bare = ProcessMeter.read()
        let bareRate = Double(good) / (bare.wall - before.wall)
        let bareCPU = (bare.cpu - before.cpu) / Double(count)
        let house = try await BenchHouse.open(
            folder: folder, url: url, accounts: accounts, concurrency: concurrency, clock: clock)
        let now = clock.now
        let enqueueStart = ProcessMeter.read()
        try await house.enqueue(count: count) { _ in now }
        let enqueueEnd = ProcessMeter.read()
        let (drainStart, drainEnd) = try await drain(house)
        try await house.close()
        let rate = Double(count) / (drainEnd.wall - drainStart.wall)
        let cpu = (drainEnd.cpu - drainStart.cpu) / Double(count)
        return [
            Measure("bare rate", bareRate, "posts/s"), Measure("bare cpu", bareCPU * 1e6, "µs/post"),
            Measure("enqueue rate", Double(count) / (enqueueEnd.wall - enqueueStart.wall), "posts/s"),
            Measure("drain rate", rate, "posts/s"), Measure("drain cpu", cpu * 1e6, "µs/post"),
            Measure("drain of bare", rate / bareRate * 100, "%"), Measure("drain cpu of bare", cpu / bareCPU, "×"),
            Measure("drain RssAnon", Double(drainEnd.anonymous) / 1e6, "MB"),
        ]
    }

    private func drain(_ house: BenchHouse) async throws -> (ProcessMeter, ProcessMeter) {
        _ = try await house.engine.start { _, _ in "" }
        let start = ProcessMeter.read()
        let dispatcher = house.engine.dispatcher
        let task = Task { try await dispatcher.run() }
        let tick = ContinuousClock()
        while try await house.published() < count {
            try await tick.sleep(for: .milliseconds(10))
        }
        let end = ProcessMeter.read()
        await dispatcher.stop()
        try await task.value
        return (start, end)
    }
}
