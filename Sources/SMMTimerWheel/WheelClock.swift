import Glibc

/// The clocks a `WheelDriver` reads: the wall clock that deadlines are in, and a steady one to notice jumps by.
package struct WheelClock: Sendable {
    private let readWall: @Sendable () -> Int64
    private let readSteady: @Sendable () -> Int64
    /// Whether these are the machine's own clocks, so that Dispatch and the kernel can wait on them.
    let isSystem: Bool

    /// CLOCK_REALTIME and CLOCK_MONOTONIC, which stands still in suspend: a suspend therefore shows as a jump.
    package static let system = WheelClock(
        readWall: { milliseconds(CLOCK_REALTIME) }, readSteady: { milliseconds(CLOCK_MONOTONIC) }, isSystem: true)

    /// Clocks of a test or a simulation, both in milliseconds; tell the driver of changes through `recheck`.
    package init(wall: @escaping @Sendable () -> Int64, steady: @escaping @Sendable () -> Int64) {
        self.init(readWall: wall, readSteady: steady, isSystem: false)
    }

    private init(
        readWall: @escaping @Sendable () -> Int64, readSteady: @escaping @Sendable () -> Int64, isSystem: Bool
    ) {
        self.readWall = readWall
        self.readSteady = readSteady
        self.isSystem = isSystem
    }

    /// Milliseconds since the Unix epoch, now.
    package func wall() -> Int64 { readWall() }

    /// Both clocks as of the same moment, even when the thread is stopped between the two readings.
    func read() -> ClockReading {
        var reading = ClockReading(wall: 0, steady: 0)
        for _ in 0..<5 {
            let before = readSteady()
            reading = ClockReading(wall: readWall(), steady: readSteady())
            let (spent, overflow) = reading.steady.subtractingReportingOverflow(before)
            if !overflow, spent <= 20 { break }
        }
        return reading
    }

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
