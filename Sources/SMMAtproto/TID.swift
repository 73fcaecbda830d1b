/// A timestamp identifier (AT Protocol, "TID"): a 0 bit, 53 bits of microseconds since 1970, 10 bits of a clock's number.
///
/// Thirteen letters that sort as the times do, which is why posts are keyed by them.
package struct TID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The largest time it holds, in microseconds.
    package static let maximumMicroseconds: Int64 = (1 << 53) - 1
    private static let alphabet = Array("234567abcdefghijklmnopqrstuvwxyz".utf8)

    /// The 64 bits.
    package let value: UInt64

    /// Reads thirteen base32-sortable letters; nil when it is none.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 13 else { return nil }
        var value: UInt64 = 0
        for (index, byte) in text.utf8.enumerated() {
            guard let digit = Self.digit(byte), index > 0 || digit < 16 else { return nil }
            // The first digit has four bits, its highest 0; twelve more make 64.
            value = value << 5 | digit
        }
        guard value >> 63 == 0 else { return nil }
        self.value = value
    }

    /// The identifier of a time; a time before 1970 or past 2255 is brought to that end, a clock's number cut to 10 bits.
    package init(microseconds: Int64, clock: Int) {
        let time = UInt64(max(0, min(Self.maximumMicroseconds, microseconds)))
        value = time << 10 | UInt64(truncatingIfNeeded: clock) & 1023
    }

    /// Its time, in microseconds since 1970.
    package var microseconds: Int64 { Int64(value >> 10) }
    /// Its clock's number, 0 to 1023.
    package var clock: Int { Int(value & 1023) }

    /// The thirteen letters.
    package var text: String {
        var letters = [UInt8](repeating: 0, count: 13)
        var rest = value
        for index in letters.indices.reversed() {
            letters[index] = Self.alphabet[Int(rest & 31)]
            rest >>= 5
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// The same.
    package var description: String { text }

    /// Orders by time, then by clock.
    package static func < (left: TID, right: TID) -> Bool { left.value < right.value }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "2")...UInt8(ascii: "7"): UInt64(byte - UInt8(ascii: "2"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt64(byte - UInt8(ascii: "a")) + 6
        default: nil
        }
    }
}
