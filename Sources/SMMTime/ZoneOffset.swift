/// What a zone's clocks do over a period: how far they are from UTC, what that is called, and whether it is daylight
/// saving time.
package struct ZoneOffset: Hashable, Sendable {
    /// Seconds east of UTC, within ±26 hours.
    package let seconds: Int
    /// The abbreviation in the zone file, such as `CET` or `+0530`.
    package let abbreviation: String
    /// Whether the zone file calls this daylight saving time.
    package let isDaylightSaving: Bool

    /// An offset as given; the readers check the range.
    package init(seconds: Int, abbreviation: String, isDaylightSaving: Bool) {
        self.seconds = seconds
        self.abbreviation = abbreviation
        self.isDaylightSaving = isDaylightSaving
    }

    /// The widest offset a zone file may state, in seconds (RFC 9636 section 3.2: below 26 hours).
    static let largest = 26 * 3600
}
