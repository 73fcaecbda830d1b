package import SMMModel

/// What a written date and time says: an instant where it names its offset from UTC, else a wall time.
package enum Timestamp: Hashable, Sendable {
    /// The text has an offset or `Z`; `offset` is in seconds east of UTC.
    case instant(Instant, offset: Int)
    /// The text has no zone; parts of a second are dropped.
    case wall(WallTime)
    /// The text is a date alone.
    case date(CalendarDate)
}
