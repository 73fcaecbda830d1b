import Glibc
import SMMTimerWheel

// Prints one JSON object a line for each measure of the timer wheel at 1,000,000 timers: CPU time, median of five.

let timerCount = 1_000_000
let start: Int64 = 1_800_000_000_000

/// xorshift64*: the same deadlines in every run.
struct Numbers {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }
}

func nanosecondsOfCPU() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

func perTimer(_ body: () -> Void) -> Double {
    let before = nanosecondsOfCPU()
    body()
    return Double(nanosecondsOfCPU() - before) / Double(timerCount)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func report(_ name: String, _ value: Double, _ unit: String) {
    print("{\"name\":\"\(name)\",\"value\":\((value * 10).rounded() / 10),\"unit\":\"\(unit)\"}")
}

/// The measures of timers spread evenly over `span` milliseconds.
func measure(_ name: String, span: UInt64) -> Bool {
    var numbers = Numbers()
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
                for deadline in deadlines { _ = wheel.schedule(at: deadline, payload: UInt64(bitPattern: deadline)) }
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
    report("wheel.\(name).schedule", median(scheduling), "ns CPU per timer")
    report("wheel.\(name).cancel", median(cancelling), "ns CPU per timer")
    report("wheel.\(name).expire", median(expiring), "ns CPU per timer")
    report("wheel.\(name).memory", bytes, "bytes per timer")
    return isRight
}

let spans: [(String, UInt64)] = [("minute", 60_000), ("hour", 3_600_000), ("year", 31_536_000_000)]
let results = spans.map { measure($0.0, span: $0.1) }
if results.contains(false) {
    print("{\"name\":\"wheel.wrong\",\"value\":1,\"unit\":\"runs\"}")
    exit(1)
}
