/// Escapes text for HTML and XML (pages and feeds alike).
///
/// Controls that XML 1.0 forbids, even escaped, become U+FFFD: one of them would make a whole feed unreadable.
package enum HTMLEscape {
    /// `text` for the content of an element: `&`, `<` and `>` escaped.
    package static func text(_ text: String) -> String { escape(text, quotes: false) }

    /// `text` for an attribute in quotes: `"` and `'` escaped too, line ends and tabs as references.
    package static func attribute(_ text: String) -> String { escape(text, quotes: true) }

    private static func escape(_ text: String, quotes: Bool) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.contains(where: { replacement($0, quotes) != nil || $0 == 0xEF }) else { return nil }
            return escaped(bytes, quotes: quotes)
        } ?? text
    }

    private static func escaped(_ bytes: UnsafeBufferPointer<UInt8>, quotes: Bool) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 4 + 16)
        for (position, byte) in bytes.enumerated() {
            if let replacement = replacement(byte, quotes) {
                output.append(contentsOf: replacement.utf8)
            } else if byte >= 0xBE, position >= 2, bytes[position - 1] == 0xBF, bytes[position - 2] == 0xEF {
                output.append(0xBD)  // U+FFFE and U+FFFF are no XML characters either
            } else {
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func replacement(_ byte: UInt8, _ quotes: Bool) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\"") where quotes: "&quot;"
        case UInt8(ascii: "'") where quotes: "&#39;"
        case .tab where quotes: "&#9;"
        case .lineFeed where quotes: "&#10;"
        case .carriageReturn: "&#13;"
        case .tab, .lineFeed: nil
        case 0..<0x20: "\u{fffd}"
        default: nil
        }
    }
}
