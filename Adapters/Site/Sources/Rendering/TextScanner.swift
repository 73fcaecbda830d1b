/// Finds web addresses and hashtags in plain text. One pass; the time grows with the length of the text alone.
package enum TextScanner {
    /// The longest tag, in bytes of UTF-8; it becomes the name of a folder.
    static let longestTag = 120

    /// The pieces of a text in order; put together again they are the text.
    package static func scan(_ text: String) -> [TextPiece] {
        guard
            text.utf8.contains(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") })
        else { return text.isEmpty ? [] : [.plain(text)] }
        let scalars = Array(text.unicodeScalars)
        var pieces: [TextPiece] = []
        var plainStart = 0
        var position = 0
        func flush(_ end: Int) {
            if end > plainStart { pieces.append(.plain(string(scalars[plainStart..<end]))) }
        }
        while position < scalars.count {
            guard let (piece, end) = find(scalars, position) else {
                position += 1
                continue
            }
            flush(position)
            pieces.append(piece)
            position = end
            plainStart = end
        }
        flush(scalars.count)
        return pieces
    }

    private static func find(_ scalars: [Unicode.Scalar], _ at: Int) -> (TextPiece, Int)? {
        switch scalars[at] {
        case "#": return hashtag(scalars, at)
        case "h", "H", "w", "W": return link(scalars, at)
        default: return nil
        }
    }

    private static func hashtag(_ scalars: [Unicode.Scalar], _ at: Int) -> (TextPiece, Int)? {
        if at > 0, isWord(scalars[at - 1]) || "&#/=?".unicodeScalars.contains(scalars[at - 1]) { return nil }
        var end = at + 1
        var hasLetter = false
        while end < scalars.count, isWord(scalars[end]) {
            if scalars[end].properties.isAlphabetic { hasLetter = true }
            end += 1
        }
        guard hasLetter else { return nil }
        let name = string(scalars[(at + 1)..<end]).lowercased()
        guard name.utf8.count <= longestTag else { return nil }
        return (.hashtag(shown: string(scalars[at..<end]), name: name), end)
    }

    private static func link(_ scalars: [Unicode.Scalar], _ at: Int) -> (TextPiece, Int)? {
        if at > 0, isWord(scalars[at - 1]) || scalars[at - 1] == "." || scalars[at - 1] == "@" { return nil }
        guard let start = ["https://", "http://", "www."].first(where: { begins(scalars, at, with: $0) }) else {
            return nil
        }
        var end = at + start.unicodeScalars.count
        let bodyStart = end
        while end < scalars.count, isAddress(scalars[end]) { end += 1 }
        end = trimmed(scalars, bodyStart, end)
        guard end > bodyStart, isWord(scalars[bodyStart]) || scalars[bodyStart] == "[" else { return nil }
        let shown = string(scalars[at..<end])
        if start == "www." {
            guard scalars[bodyStart..<end].contains(".") else { return nil }
            return (.link(shown: shown, target: "https://" + shown), end)
        }
        return (.link(shown: shown, target: shown), end)
    }

    /// Takes punctuation off the end of an address that belongs to the sentence; a closing bracket stays when it was
    /// opened inside the address.
    private static func trimmed(_ scalars: [Unicode.Scalar], _ start: Int, _ end: Int) -> Int {
        let body = scalars[start..<end]
        var round = body.count { $0 == ")" } - body.count { $0 == "(" }
        var square = body.count { $0 == "]" } - body.count { $0 == "[" }
        var last = end
        while last > start {
            switch scalars[last - 1] {
            case ".", ",", ";", ":", "!", "?", "'", "*", "_", "~", "”", "“", "’", "»", "›", "…", "。", "、", "）", "」":
                last -= 1
            case ")" where round > 0:
                round -= 1
                last -= 1
            case "]" where square > 0:
                square -= 1
                last -= 1
            default: return last
            }
        }
        return last
    }

    private static func begins(_ scalars: [Unicode.Scalar], _ at: Int, with start: String) -> Bool {
        var position = at
        for wanted in start.unicodeScalars {
            guard position < scalars.count else { return false }
            let found = scalars[position].value
            let lower = found >= 65 && found <= 90 ? found + 32 : found
            guard lower == wanted.value else { return false }
            position += 1
        }
        return true
    }

    private static func isAddress(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isWhitespace && scalar.value > 0x20 && !"<>\"`{}|\\^".unicodeScalars.contains(scalar)
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            let value = scalar.value
            return (48...57).contains(value) || (65...90).contains(value) || (97...122).contains(value) || value == 95
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .letterNumber:
            return !scalar.properties.isVariationSelector
        default: return false
        }
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
