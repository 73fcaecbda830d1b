import SMMModel

/// The name of a backup: generation id, schema and time, so that a folder listing tells them apart.
enum BackupName {
    /// `smmd-GENERATION-SCHEMA-20260401T093000.123Z.db`
    static func make(generation: String, schema: String, at time: Instant) -> String {
        "smmd-\(safe(generation))-\(safe(schema))-\(stamp(time)).db"
    }

    /// The time in a backup's name, as text that sorts by time; nil for the name of anything else.
    static func stamp(of name: String) -> String? {
        guard name.hasPrefix("smmd-"), name.hasSuffix("Z.db") else { return nil }
        let stamp = name.dropLast(3).split(separator: "-").last ?? ""
        let isStamp =
            stamp.utf8.count == 20 && stamp.utf8.allSatisfy { (48...57).contains($0) || "T.Z".utf8.contains($0) }
        return isStamp ? String(stamp) : nil
    }

    /// Whether a file's name is a backup's, be it one that got a number for being the second within a millisecond.
    static func isOurs(_ name: String) -> Bool {
        if stamp(of: name) != nil { return true }
        guard name.hasSuffix(".db"), let hyphen = name.lastIndex(of: "-") else { return false }
        let number = name[name.index(after: hyphen)...].dropLast(3)
        return !number.isEmpty && number.utf8.allSatisfy { (48...57).contains($0) }
            && stamp(of: String(name[..<hyphen]) + ".db") != nil
    }

    /// UTC in ISO 8601 basic form, to the millisecond.
    static func stamp(_ time: Instant) -> String {
        let day = time.milliseconds.flooredQuotient(86_400_000)
        let inDay = time.milliseconds - day * 86_400_000
        let (year, month, dayOfMonth) = civil(day)
        let clock = padded(inDay / 3_600_000, 2) + padded(inDay / 60_000 % 60, 2) + padded(inDay / 1000 % 60, 2)
        return "\(padded(year, 4))\(padded(month, 2))\(padded(dayOfMonth, 2))T\(clock).\(padded(inDay % 1000, 3))Z"
    }

    /// Year, month and day of a day counted from 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    private static func civil(_ day: Int64) -> (Int64, Int64, Int64) {
        let shifted = day + 719_468
        let era = shifted.flooredQuotient(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func safe(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}

extension Int64 {
    /// The quotient rounded towards minus infinity; `divisor` is positive.
    fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
