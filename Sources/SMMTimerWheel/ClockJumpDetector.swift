/// Notices that the wall clock has moved by another amount than the steady clock.
///
/// Compares with the reading of the last report, not with the last reading, so that many small steps add up to a
/// report. Slewing (adjtime, NTP) moves both clocks of Linux alike and is not a jump.
struct ClockJumpDetector {
    private var base: ClockReading
    private let threshold: Int64

    /// - Parameter threshold: the least difference to report, in milliseconds; at least 1.
    init(base: ClockReading, threshold: Int64) {
        self.base = base
        self.threshold = max(threshold, 1)
    }

    /// How far the wall clock is from where the steady clock says it should be, in milliseconds; nil below the
    /// threshold. Positive: it went forward, or the machine slept.
    mutating func check(_ reading: ClockReading) -> Int64? {
        let wall = Self.difference(reading.wall, base.wall)
        let steady = Self.difference(reading.steady, base.steady)
        let jump = Self.difference(wall, steady)
        guard jump >= threshold || jump <= -threshold else { return nil }
        base = reading
        return jump
    }

    private static func difference(_ left: Int64, _ right: Int64) -> Int64 {
        let (value, overflow) = left.subtractingReportingOverflow(right)
        return overflow ? (left < right ? .min : .max) : value
    }
}
