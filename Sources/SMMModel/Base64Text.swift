/// Base64 of RFC 4648, standard or URL letters. Padding may be missing and left-over bits are dropped: the data model's
/// `$bytes` are written both ways.
package enum Base64Text {
    private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let url = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// The letters without padding.
    package static func encode(_ bytes: [UInt8], forURL: Bool = false) -> String {
        let alphabet = forURL ? url : standard
        var letters: [UInt8] = []
        letters.reserveCapacity(bytes.count * 4 / 3 + 2)
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                letters.append(alphabet[Int(bits >> UInt32(count) & 63)])
            }
            bits &= 63
        }
        if count > 0 { letters.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
        return String(decoding: letters, as: UTF8.self)
    }

    /// The bytes; nil for another letter or a count of letters that is none.
    package static func decode(_ text: some StringProtocol, forURL: Bool = false) -> [UInt8]? {
        var letters = Array(text.utf8)
        for _ in 0..<2 where letters.last == UInt8(ascii: "=") { letters.removeLast() }
        guard letters.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        for letter in letters {
            guard let digit = digit(letter, forURL: forURL) else { return nil }
            bits = bits << 6 | digit
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
            bits &= 0xFFF
        }
        return bytes
    }

    private static func digit(_ letter: UInt8, forURL: Bool) -> UInt32? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+") where !forURL, UInt8(ascii: "-") where forURL: 62
        case UInt8(ascii: "/") where !forURL, UInt8(ascii: "_") where forURL: 63
        default: nil
        }
    }
}
