import SMMTime

/// Reads the one profile of ISO 8601 that the protocol takes, which is narrower than what people write.
struct ATDatetimeReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    /// Microseconds since 1970; nil when it is none.
    mutating func read() -> Int64? {
        guard let year = digits(4), accept("-"), let month = digits(2), accept("-"), let day = digits(2),
            accept("T"), let hour = digits(2), accept(":"), let minute = digits(2), accept(":"),
            let second = digits(2), let fraction = fraction(), let offset = offset(), position == bytes.count,
            let date = CalendarDate(year: year, month: month, day: day), hour <= 23, minute <= 59, second <= 60
        else { return nil }
        let seconds = date.daysSinceEpoch * 86_400 + Int64(hour * 3600 + minute * 60 + second) - offset
        // The year 0 is the first the format can name.
        guard seconds >= -62_167_219_200 else { return nil }
        return seconds * 1_000_000 + fraction
    }

    private mutating func accept(_ letter: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: letter) else { return false }
        position += 1
        return true
    }

    private mutating func digits(_ count: Int) -> Int? {
        guard bytes.count - position >= count else { return nil }
        var value = 0
        for byte in bytes[position..<position + count] {
            guard ASCII.isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        position += count
        return value
    }

    /// Microseconds; 0 without a fraction.
    private mutating func fraction() -> Int64? {
        guard accept(".") else { return 0 }
        let run = bytes[position...].prefix { ASCII.isDigit($0) }
        guard (1...20).contains(run.count) else { return nil }
        position += run.count
        var value: Int64 = 0
        for index in 0..<6 {
            let place = run.startIndex + index
            value = value * 10 + (place < run.endIndex ? Int64(run[place] - 0x30) : 0)
        }
        return value
    }

    /// Seconds east of UTC.
    private mutating func offset() -> Int64? {
        if accept("Z") { return 0 }
        let isWest = position < bytes.count && bytes[position] == UInt8(ascii: "-")
        guard accept(isWest ? "-" : "+"), let hour = digits(2), accept(":"), let minute = digits(2), hour <= 23,
            minute <= 59, !isWest || hour + minute > 0
        else { return nil }
        let size = Int64(hour * 3600 + minute * 60)
        return isWest ? -size : size
    }
}
