import SMMModel
import SMMTime

/// Reads slots as a person writes them: `mon-fri 09:30`, `sat,sun 18:00`, `daily 12:00`.
package enum WeeklySlotParser {
    /// The slots that `text` names.
    ///
    /// - Throws: `Problem` `slot-invalid` with the allowed forms.
    package static func parse(_ text: String) throws -> [WeeklySlot] {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard words.count == 2, let days = days(words[0]), let minute = minute(words[1]) else {
            throw Problem.invalid(
                "slot-invalid", "That is not a weekly time.", given: text,
                allowed: "days and a time: “mon-fri 09:30”, “sat,sun 18:00”, “daily 12:00”")
        }
        return days.compactMap { WeeklySlot(weekday: $0, minute: minute) }
    }

    private static func days(_ text: Substring) -> [Weekday]? {
        if text.lowercased() == "daily" { return Weekday.allCases }
        var found: [Weekday] = []
        for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = piece.split(separator: "-", omittingEmptySubsequences: false)
            guard let first = ends.first.flatMap({ Weekday(name: $0) }), ends.count <= 2 else { return nil }
            guard ends.count == 2 else {
                found.append(first)
                continue
            }
            guard let last = Weekday(name: ends[1]) else { return nil }
            for offset in 0...first.days(until: last) {
                if let day = Weekday(rawValue: (first.rawValue - 1 + offset) % 7 + 1) { found.append(day) }
            }
        }
        return found.isEmpty ? nil : found
    }

    private static func minute(_ text: Substring) -> Int? {
        guard case .clock(let clock) = ClockReader.read(text.lowercased()) else { return nil }
        return clock.minuteOfDay
    }
}
