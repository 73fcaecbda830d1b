/// Makes plain text of the HTML servers give for posts, names and profiles.
///
/// Paragraphs become blank lines, `br` a line end; links keep their text; entities are resolved; scripts and styles are
/// left out. One pass over the bytes, bounded, so that no input is too deep, too clever or too long.
package enum PlainText {
    /// The most bytes of HTML that are read: a post of any known server fits many times.
    package static let maximum = 1 << 18

    /// `html` as plain text, without blanks at its ends.
    package static func of(_ html: String) -> String {
        let bytes = Array(html.utf8.prefix(maximum))
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "<"):
                place = tag(bytes, place, &output)
            case UInt8(ascii: "&"):
                place = entity(bytes, place, &output)
            case let byte:
                output.append(byte)
                place += 1
            }
        }
        return trimmed(output)
    }

    /// Handles the tag at `start`; the place behind it.
    private static func tag(_ bytes: [UInt8], _ start: Int, _ output: inout [UInt8]) -> Int {
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else {
            output.append(contentsOf: bytes[start...])
            return bytes.count
        }
        let inside = bytes[(start + 1)..<end]
        let isEnd = inside.first == UInt8(ascii: "/")
        let name = String(
            decoding: inside.drop { $0 == UInt8(ascii: "/") }.prefix { isLetter($0) }.map { $0 | 0x20 }, as: UTF8.self)
        switch name {
        case "br": output.append(UInt8(ascii: "\n"))
        case "p", "blockquote", "ul", "ol", "pre", "h1", "h2", "h3":
            if !output.isEmpty && !isEnd { breakLines(2, &output) }
        case "li", "div":
            if !output.isEmpty && !isEnd { breakLines(1, &output) }
        case "script", "style":
            if !isEnd { return closing(name, bytes, end + 1) }
        default: break
        }
        return end + 1
    }

    /// The place behind the tag that ends `name`, or the end.
    private static func closing(_ name: String, _ bytes: [UInt8], _ start: Int) -> Int {
        let wanted = Array("</\(name)".utf8)
        var place = start
        while place + wanted.count <= bytes.count {
            if bytes[place] == UInt8(ascii: "<"),
                zip(bytes[place..<(place + wanted.count)], wanted).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
            {
                return bytes[place...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
            }
            place += 1
        }
        return bytes.count
    }

    private static func breakLines(_ count: Int, _ output: inout [UInt8]) {
        var standing = 0
        while standing < count, standing < output.count, output[output.count - 1 - standing] == UInt8(ascii: "\n") {
            standing += 1
        }
        for _ in standing..<count { output.append(UInt8(ascii: "\n")) }
    }

    /// Handles the entity at `start`; the place behind it. What is none stays as it stands.
    private static func entity(_ bytes: [UInt8], _ start: Int, _ output: inout [UInt8]) -> Int {
        let name = bytes[(start + 1)...].prefix(10)
        guard let length = name.firstIndex(of: UInt8(ascii: ";")).map({ $0 - start - 1 }), length > 0,
            let scalar = scalar(name.prefix(length))
        else {
            output.append(bytes[start])
            return start + 1
        }
        output.append(contentsOf: String(Character(scalar)).utf8)
        return start + length + 2
    }

    private static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let text = String(decoding: name, as: UTF8.self)
        guard text.hasPrefix("#") else { return named[text] }
        let digits = text.dropFirst()
        let value =
            digits.hasPrefix("x") || digits.hasPrefix("X") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{a0}", "hellip": "…", "ndash": "–",
        "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "copy": "©", "reg": "®", "trade": "™",
        "euro": "€", "middot": "·", "laquo": "«", "raquo": "»",
    ]

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
            || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private static func trimmed(_ bytes: [UInt8]) -> String {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
