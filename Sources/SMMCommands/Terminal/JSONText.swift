/// JSON for the terminal and for pipes: indented, and with every character that a terminal might obey escaped.
enum JSONText {
    /// `bytes`, indented by two spaces. Bytes that are not UTF-8 become U+FFFD.
    static func pretty(_ bytes: [UInt8]) -> String {
        var writer = Writer(isIndented: true)
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars { writer.take(scalar) }
        return writer.text
    }

    /// `text` in one line, for streams of one value a line.
    static func line(_ text: String) -> String {
        var writer = Writer(isIndented: false)
        for scalar in text.unicodeScalars { writer.take(scalar) }
        return writer.text
    }

    private struct Writer {
        let isIndented: Bool
        var text = ""
        var depth = 0
        var isInString = false
        var isEscaped = false
        /// A bracket was opened and nothing stands in it yet.
        var isFresh = false

        mutating func take(_ scalar: Unicode.Scalar) {
            if isInString { return string(scalar) }
            switch scalar {
            case " ", "\t", "\n", "\r": return
            case "{", "[":
                begin()
                text.unicodeScalars.append(scalar)
                depth += 1
                isFresh = true
            case "}", "]":
                depth = max(0, depth - 1)
                if !isFresh { lineBreak() }
                isFresh = false
                text.unicodeScalars.append(scalar)
            case ",":
                text += isIndented ? "," : ", "
                lineBreak()
            case ":": text += ": "
            default:
                begin()
                isInString = scalar == "\""
                append(scalar)
            }
        }

        private mutating func string(_ scalar: Unicode.Scalar) {
            append(scalar)
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"" {
                isInString = false
            }
        }

        private mutating func begin() {
            if isFresh { lineBreak() }
            isFresh = false
        }

        private mutating func lineBreak() {
            guard isIndented else { return }
            text += "\n" + String(repeating: "  ", count: depth)
        }

        private mutating func append(_ scalar: Unicode.Scalar) {
            guard Printable.isDangerous(scalar) else {
                text.unicodeScalars.append(scalar)
                return
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            }
        }
    }
}
