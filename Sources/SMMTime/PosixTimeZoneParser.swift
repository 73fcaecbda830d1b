/// A recursive-descent reader for POSIX TZ strings; no input makes it trap.
struct PosixTimeZoneParser {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func zone() throws(TimeDataError) -> PosixTimeZone {
        let standardName = try name()
        let standardSeconds = -(try time(largestHour: 24))
        let standard = ZoneOffset(seconds: standardSeconds, abbreviation: standardName, isDaylightSaving: false)
        guard let next = peek else { return PosixTimeZone(standard: standard, daylight: nil) }
        guard next != UInt8(ascii: ",") else { throw damaged("a rule follows without a daylight name") }
        let daylightName = try name()
        var daylightSeconds = standardSeconds + 3600
        if peek != UInt8(ascii: ","), peek != nil { daylightSeconds = -(try time(largestHour: 24)) }
        let offset = ZoneOffset(seconds: daylightSeconds, abbreviation: daylightName, isDaylightSaving: true)
        let start = try ruleDate()
        let end = try ruleDate()
        guard peek == nil else { throw damaged("something follows the rule") }
        return PosixTimeZone(standard: standard, daylight: .init(offset: offset, start: start, end: end))
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Three or more letters, or letters, digits and signs in angle brackets.
    private mutating func name() throws(TimeDataError) -> String {
        let quoted = accept("<")
        let start = position
        while let byte = peek, Self.isLetter(byte) || (quoted && Self.isDigitOrSign(byte)) { position += 1 }
        let text = bytes[start..<position]
        guard text.count >= 3 else { throw damaged("an abbreviation has fewer than three characters") }
        if quoted, !accept(">") { throw damaged("an abbreviation lacks its closing bracket") }
        return String(decoding: text, as: UTF8.self)
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    private mutating func time(largestHour: Int) throws(TimeDataError) -> Int {
        let negative = accept("-")
        if !negative { _ = accept("+") }
        var seconds = try number(0...largestHour) * 3600
        if accept(":") {
            seconds += try number(0...59) * 60
            if accept(":") { seconds += try number(0...59) }
        }
        return negative ? -seconds : seconds
    }

    private mutating func ruleDate() throws(TimeDataError) -> PosixRuleDate {
        guard accept(",") else { throw damaged("daylight time has no start or end") }
        let day: PosixRuleDate.Day
        if accept("M") {
            let month = try number(1...12)
            guard accept(".") else { throw damaged("a month is not followed by a week") }
            let week = try number(1...5)
            guard accept(".") else { throw damaged("a week is not followed by a weekday") }
            day = .weekday(month: month, week: week, weekday: try number(0...6))
        } else if accept("J") {
            day = .julian(try number(1...365))
        } else {
            day = .zeroBased(try number(0...365))
        }
        return PosixRuleDate(day: day, seconds: accept("/") ? try time(largestHour: 167) : 7200)
    }

    private mutating func number(_ range: ClosedRange<Int>) throws(TimeDataError) -> Int {
        let start = position
        var value = 0
        // Three digits are the most any field has; more would be out of range anyway.
        while let byte = peek, (0x30...0x39).contains(byte), position - start < 4 {
            value = value * 10 + Int(byte - 0x30)
            position += 1
        }
        guard position > start, range.contains(value) else {
            throw damaged("a number from \(range.lowerBound) to \(range.upperBound) is due at character \(start + 1)")
        }
        return value
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isDigitOrSign(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }

    private func damaged(_ reason: String) -> TimeDataError {
        TimeDataError(.damaged, "The POSIX rule in the footer is wrong: \(reason).")
    }
}
