/// Text made safe for a terminal: what comes from elsewhere can neither move the cursor nor turn the reading order.
enum Printable {
    /// `text` in one line: line breaks and tabs become spaces, dangerous characters become visible.
    static func line(_ text: String) -> String { safe(text, keepsLines: false) }

    /// `text` with its line breaks; everything else as in `line`.
    static func text(_ text: String) -> String { safe(text, keepsLines: true) }

    /// Whether a terminal or a reader's eye could be led astray by `scalar`: controls (C0, DEL, C1), marks that turn
    /// the reading order, and characters that are not seen at all.
    static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: false
        case 0...0x1F, 0x7F...0x9F: true
        case 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F: true
        case 0x200B, 0x200C, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F: true
        case 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    private static func safe(_ text: String, keepsLines: Bool) -> String {
        guard text.unicodeScalars.contains(where: isDangerous) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if !isDangerous(scalar) {
                result.append(scalar)
            } else if scalar == "\n" {
                result.append(keepsLines ? "\n" : " ")
            } else if scalar == "\t" {
                result.append(" ")
            } else if scalar != "\r" {
                result.append(contentsOf: "⟨\(String(scalar.value, radix: 16, uppercase: true))⟩".unicodeScalars)
            }
        }
        return String(result)
    }
}
