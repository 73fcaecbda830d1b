import Glibc
import SMMTestSupport
import SMMTimerWheel

/// Measures the timer wheel at 1,000,000 timers: CPU time, median of five.
package struct WheelBench {
    private static let timerCount = 1_000_000
    private static let start: Int64 = 1_800_000_000_000

    /// What was measured with deadlines spread over one span.
    package struct Figures: Encodable {
        /// The span in milliseconds.
        package var span: UInt64
        /// Nanoseconds of CPU to schedule one timer.
        package var schedule: Double
        /// Nanoseconds of CPU to cancel one.
        package var cancel: Double
        /// Nanoseconds of CPU to let one expire.
        package var expire: Double
        /// Bytes held for one.
        package var bytes: Double
        /// Whether every timer fired once, in order, with its payload.
        package var isRight: Bool
    }

    /// Measures timers spread evenly over `span` milliseconds.
    package static func run(span: UInt64) -> Figures {
        // The same deadlines in every run.
        var numbers = SeededRandom(seed: 1)
        let deadlines = (0..<timerCount).map { _ in start + 1 + Int64(numbers.next() % span) }
        var scheduling: [Double] = []
        var cancelling: [Double] = []
        var expiring: [Double] = []
        var bytes = 0.0
        var isRight = true
        for _ in 0..<5 {
            var ids: [TimerID] = []
            ids.reserveCapacity(timerCount)
            var cancelled = TimerWheel(now: start)
            for deadline in deadlines { ids.append(cancelled.schedule(at: deadline, payload: 7)) }
            cancelling.append(perTimer { for id in ids { cancelled.cancel(id) } })

            var wheel = TimerWheel(now: start)
            scheduling.append(
                perTimer {
                    for deadline in deadlines {
                        _ = wheel.schedule(at: deadline, payload: UInt64(bitPattern: deadline))
                    }
                })
            bytes = Double(wheel.allocatedBytes) / Double(timerCount)
            var expired: [Expired] = []
            var last = Int64.min
            var fired = 0
            expiring.append(
                perTimer {
                    // As a driver does: from one expiry to the next.
                    while let next = wheel.nextExpiry {
                        expired.removeAll(keepingCapacity: true)
                        wheel.advance(to: next, into: &expired)
                        for timer in expired {
                            isRight = isRight && timer.deadline >= last
                            isRight = isRight && timer.payload == UInt64(bitPattern: timer.deadline)
                            last = timer.deadline
                        }
                        fired += expired.count
                    }
                })
            isRight = isRight && fired == timerCount && cancelled.count == 0
        }
        return Figures(
            span: span, schedule: median(scheduling), cancel: median(cancelling), expire: median(expiring),
            bytes: bytes, isRight: isRight)
    }

    private static func nanosecondsOfCPU() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    private static func perTimer(_ body: () -> Void) -> Double {
        let before = nanosecondsOfCPU()
        body()
        return Double(nanosecondsOfCPU() - before) / Double(timerCount)
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
