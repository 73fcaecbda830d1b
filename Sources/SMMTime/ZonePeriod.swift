/// A stretch of time over which a zone keeps one offset: `start` included, `end` not, in seconds since 1970 UTC.
///
/// An open side is `Int64.min` or `Int64.max`.
package struct ZonePeriod: Hashable, Sendable {
    /// The offset in force.
    package let offset: ZoneOffset
    /// The first second of the period.
    package let start: Int64
    /// The first second after the period.
    package let end: Int64
}
