/// Text in quoted-printable (RFC 2045 section 6.7) with line feeds: any bytes in lines of at most 76 characters.
enum QuotedPrintable {
    private static let mostPerLine = 75
    private static let digits = Array("0123456789ABCDEF".utf8)

    static func encode(_ text: String) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count + text.utf8.count / 8)
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            if number > 0 { output.append(UInt8(ascii: "\n")) }
            encode(line, into: &output)
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func encode(_ line: Substring.UTF8View.SubSequence, into output: inout [UInt8]) {
        var width = 0
        for (position, byte) in line.enumerated() {
            let isLast = position == line.count - 1
            let piece = piece(byte, isFirst: width == 0, isLast: isLast)
            if width + piece.count > mostPerLine {
                output += [UInt8(ascii: "="), UInt8(ascii: "\n")]
                let again = Self.piece(byte, isFirst: true, isLast: isLast)
                output += again
                width = again.count
            } else {
                output += piece
                width += piece.count
            }
        }
    }

    /// A space at the end is lost on the way; a leading `.` or `From ` is changed by some programs.
    private static func piece(_ byte: UInt8, isFirst: Bool, isLast: Bool) -> [UInt8] {
        let isPlain: Bool
        switch byte {
        case UInt8(ascii: "="): isPlain = false
        case UInt8(ascii: " "), UInt8(ascii: "\t"): isPlain = !isLast
        case UInt8(ascii: "."), UInt8(ascii: "F"): isPlain = !isFirst
        default: isPlain = byte > 0x20 && byte < 0x7F
        }
        return isPlain ? [byte] : [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
