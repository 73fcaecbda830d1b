import SMMText

/// Text made safe for a terminal: what comes from elsewhere can neither move the cursor nor turn the reading order.
enum Printable {
    /// `text` in one line: line breaks and tabs become spaces, dangerous characters become visible.
    static func line(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return text }
        let flat = String(String.UnicodeScalarView(text.unicodeScalars.compactMap(flatten)))
        return Neutral.text(flat, .line)
    }

    /// `text` with its line breaks; everything else as in `line`.
    static func text(_ text: String) -> String { Neutral.text(text, .body) }

    /// Whether JSON on a terminal must escape `scalar`: controls (C0, DEL, C1), what turns the reading order, and what
    /// is not seen. The emoji selector stays: it only colours.
    static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x4E00...0x9FFF, 0xFE0F: return false
        case 0...0x1F, 0x7F...0x9F: return true
        default: break
        }
        guard !scalar.properties.isDefaultIgnorableCodePoint else { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
        default: return false
        }
    }

    private static func flatten(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "\n", "\t": " "
        case "\r": nil
        default: scalar
        }
    }
}
