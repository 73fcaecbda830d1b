/// Crockford's base32 in lower case: no i, l, o or u, so that an id can be read over the telephone.
///
/// Source: Douglas Crockford, "Base 32". Leading zeros are left out; `o` reads as 0, `i` and `l` as 1.
package enum Crockford {
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    /// The most digits a 63-bit number takes.
    package static let maximumDigits = 13

    /// The digits of `value`, at least one, behind `head`.
    package static func encode(_ value: UInt64, behind head: String = "") -> String {
        let count = max(1, (UInt64.bitWidth - value.leadingZeroBitCount + 4) / 5)
        var head = head
        return head.withUTF8 { head in
            String(unsafeUninitializedCapacity: head.count + count) { buffer in
                for position in head.indices { buffer[position] = head[position] }
                var rest = value
                for position in stride(from: head.count + count - 1, through: head.count, by: -1) {
                    buffer[position] = digits[Int(rest & 31)]
                    rest >>= 5
                }
                return head.count + count
            }
        }
    }

    /// The number `text` stands for; nil when empty, too long, out of range, or with a letter outside the alphabet.
    package static func decode(_ text: some StringProtocol) -> Int64? {
        var value: UInt64 = 0
        var count = 0
        for byte in text.utf8 {
            guard let digit = digit(byte) else { return nil }
            count += 1
            guard count <= maximumDigits, value <= UInt64(Int64.max) >> 5 else { return nil }
            value = value << 5 | UInt64(digit)
        }
        return count == 0 ? nil : Int64(value)
    }

    /// The ranges of keys whose text begins with `prefix`, shortest text first; nil when `prefix` is not base32.
    ///
    /// Text has no leading zeros, so each possible length is one contiguous range of integers.
    package static func ranges(startingWith prefix: some StringProtocol) -> [ClosedRange<Int64>]? {
        guard let head = decode(prefix), head > 0 else { return nil }
        var ranges: [ClosedRange<Int64>] = []
        var low = head
        var high = head
        while true {
            ranges.append(low...high)
            guard high <= Int64.max >> 5 else { return ranges }
            low <<= 5
            high = high << 5 | 31
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        let lower = byte >= 65 && byte <= 90 ? byte + 32 : byte
        switch lower {
        case UInt8(ascii: "o"): return 0
        case UInt8(ascii: "i"), UInt8(ascii: "l"): return 1
        default: return digits.firstIndex(of: lower).map { UInt8($0) }
        }
    }
}
