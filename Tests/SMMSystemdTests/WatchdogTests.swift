import Logging
import SMMSystemd
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10))) struct WatchdogTests {
    /// Runs a watchdog of 30 s, so that it probes every 15 s and allows a probe 7.5 s.
    private func withWatchdog(
        probe: @escaping @Sendable (ManualClock) async throws -> Void,
        body: (ManualClock, Counter, RecordingSink) async -> Void
    ) async {
        let clock = ManualClock()
        let pings = Counter()
        let sink = RecordingSink()
        let pipeline = LogPipeline(sink: sink, now: { 0 }, neutralise: { $0 })
        let watchdog = Watchdog(
            interval: .seconds(30), clock: clock, logger: Logger(label: "test") { pipeline.handler(label: $0) },
            ping: { pings.increment() }, probe: { try await probe(clock) })
        let task = Task { await watchdog.run() }
        await body(clock, pings, sink)
        task.cancel()
        await task.value
    }

    @Test("a healthy daemon pings at once and then at half the interval")
    func healthy() async {
        await withWatchdog(
            probe: { _ in },
            body: { clock, pings, _ in
                for expected in 1...4 {
                    await pings.wait(for: expected)
                    // One sleeper: the loop itself; the probe's deadline was cancelled with the probe's return.
                    await clock.waitForSleepers(1)
                    #expect(pings.value == expected)
                    clock.advance(by: .seconds(15))
                }
            })
    }

    @Test("a probe that throws gets no ping, and the next good one does")
    func failing() async {
        let attempts = Counter()
        await withWatchdog(
            probe: { _ in
                attempts.increment()
                if attempts.value == 1 { throw TestFailure("database is gone") }
            },
            body: { clock, pings, sink in
                await sink.written.wait(for: 1)
                #expect(pings.value == 0)
                #expect(sink.records.first?.fields == [.init(key: "error", value: "database is gone")])
                // A sleeper seen here may also be a probe's deadline, so one step is not always enough.
                while pings.value == 0 {
                    await clock.waitForSleepers(1)
                    clock.advance(by: .seconds(15))
                }
            })
    }

    @Test("a probe that comes back after its deadline gets no ping and is reported while it hangs")
    func late() async {
        let release = Counter()
        await withWatchdog(
            probe: { _ in await release.wait(for: 1) },
            body: { clock, pings, sink in
                await clock.waitForSleepers(1)  // The deadline of 7.5 s.
                clock.advance(by: .seconds(8))
                await sink.written.wait(for: 1)
                #expect(sink.records.first?.message == "The watchdog's round trip is late; no ping until one succeeds")
                #expect(pings.value == 0)
                release.increment()
                await clock.waitForSleepers(1)  // The loop goes on, still without a ping.
                #expect(pings.value == 0)
                clock.advance(by: .seconds(15))
                await pings.wait(for: 1)
            })
    }
}
