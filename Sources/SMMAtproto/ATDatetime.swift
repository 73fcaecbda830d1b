import SMMTime

/// A time as records hold it (AT Protocol, the lexicon format `datetime`): RFC 3339 and ISO 8601 at once, with `T`, `Z`
/// or an offset that is not `-00:00`, at most 64 letters.
package struct ATDatetime: Sendable, Hashable, CustomStringConvertible {
    /// The text, as written: it is part of the record's hash.
    package let text: String
    /// The same moment in microseconds since 1970; digits beyond are dropped.
    package let microseconds: Int64

    /// Reads `text`; nil when it is none, names a day or an hour that does not exist, or lies before the year 0.
    package init?(_ text: some StringProtocol) {
        var reader = ATDatetimeReader(text.utf8)
        guard text.utf8.count <= 64, let microseconds = reader.read() else { return nil }
        self.text = String(text)
        self.microseconds = microseconds
    }

    /// A time in milliseconds since 1970, written as preferred: `2026-11-23T08:00:00.000Z`.
    ///
    /// Times outside the years 0 to 9999 are brought to that end, which the format cannot leave.
    package init(milliseconds: Int64) {
        let bounded = max(Self.earliest, min(Self.latest, milliseconds))
        var day = bounded / 86_400_000
        var rest = bounded % 86_400_000
        if rest < 0 {
            day -= 1
            rest += 86_400_000
        }
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { Self.padded($0, 2) }
        text =
            "\(CalendarDate(daysSinceEpoch: day))T" + clock.joined(separator: ":") + "." + Self.padded(rest % 1000, 3)
            + "Z"
        microseconds = bounded * 1000
    }

    /// The text.
    package var description: String { text }

    private static let earliest: Int64 = -62_167_219_200_000
    private static let latest: Int64 = 253_402_300_799_999

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
