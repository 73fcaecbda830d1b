import Logging
import SMMSystemd
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10))) struct WatchdogTests {
    /// Runs a watchdog of 30 s, so that it probes every 12 s and allows a probe as long.
    private func withWatchdog(
        probe: @escaping @Sendable (ManualClock) async throws -> Void,
        body: (ManualClock, Counter, RecordingSink) async -> Void
    ) async {
        let clock = ManualClock()
        let pings = Counter()
        let sink = RecordingSink()
        let pipeline = LogPipeline(sink: sink, now: { 0 }, neutralise: { $0 })
        let watchdog = Watchdog(
            interval: .seconds(30), clock: clock, beats: { Self.beats(every: $0, on: clock) },
            logger: Logger(label: "test") { pipeline.handler(label: $0) },
            ping: { pings.increment() }, probe: { try await probe(clock) })
        let task = Task { await watchdog.run() }
        await body(clock, pings, sink)
        task.cancel()
        await task.value
    }

    private static func beats(every period: Duration, on clock: ManualClock) -> AsyncStream<Void> {
        let isFirst = Mutex(true)
        return AsyncStream {
            let isDue = isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst
            }
            // Only cancellation ends a sleep early.
            return isDue ? () : try? await clock.sleep(for: period)
        }
    }

    @Test("a healthy daemon pings at once and then at two fifths of the interval")
    func healthy() async {
        await withWatchdog(
            probe: { _ in },
            body: { clock, pings, _ in
                for expected in 1...4 {
                    await pings.wait(for: expected)
                    await clock.waitForSleepers(1)
                    #expect(pings.value == expected)
                    clock.advance(by: .seconds(12))
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
                // The loop may be seen to sleep before the probe's end is noted, so one step is not always enough.
                while pings.value == 0 {
                    await clock.waitForSleepers(1)
                    clock.advance(by: .seconds(12))
                }
            })
    }

    @Test("a probe that comes back after its deadline gets no ping and is reported while it hangs")
    func late() async {
        let attempts = Counter()
        let release = Counter()
        await withWatchdog(
            probe: { _ in
                attempts.increment()
                await release.wait(for: 1)
            },
            body: { clock, pings, sink in
                await attempts.wait(for: 1)
                await clock.waitForSleepers(1)
                clock.advance(by: .seconds(13))
                await sink.written.wait(for: 1)
                #expect(sink.records.first?.message == "The watchdog's round trip is late; no ping until one succeeds")
                #expect(pings.value == 0)
                release.increment()
                while attempts.value == 1 {
                    await clock.waitForSleepers(1)
                    clock.advance(by: .seconds(12))
                }
                await pings.wait(for: 1)
                #expect(pings.value == 1, "the late one gave none")
            })
    }
}
