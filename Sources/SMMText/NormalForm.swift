@_spi(_Unicode) import Swift

/// Unicode normal form C.
///
/// The standard library composes but shows it only to Foundation, through an SPI; Foundation itself would bring its
/// 30 MB of ICU data into every program that links this. A toolchain without the SPI fails to compile here, and the
/// tests hold its answers against recorded ones.
enum NormalForm {
    /// `text` in NFC.
    static func composed(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text._nfc { scalars.append(scalar) }
        return String(scalars)
    }

    /// Whether `bytes`, valid UTF-8, are surely in NFC already: true for most Latin, Cyrillic, Chinese, Japanese and
    /// Korean text and emoji; false when only composing would tell.
    static func isSurelyComposed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        while position < bytes.count {
            let lead = bytes[position]
            if lead < 0xCC {  // below U+0300 nothing combines
                position += 1
                continue
            }
            let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            guard position + length <= bytes.count else { return false }
            var value = UInt32(lead) & (0x7F >> UInt32(length))
            for offset in 1..<length { value = value << 6 | UInt32(bytes[position + offset] & 0x3F) }
            guard isInert(value) else { return false }
            position += length
        }
        return true
    }

    /// Whether a scalar keeps its form whatever stands around it (NFC_Quick_Check=Yes and combining class 0).
    static func isInert(_ value: UInt32) -> Bool {
        switch value {
        case 0..<0x300, 0x400...0x482, 0x48A...0x52F: true  // Latin, Cyrillic
        case 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20BF: true  // dashes, quotes, bullets, currencies
        case 0x2190...0x21FF, 0x2600...0x27BF, 0xFE0E...0xFE0F, 0x1F000...0x1FAFF: true  // arrows, symbols, emoji
        case 0x3000...0x3029, 0x3041...0x3096, 0x30A1...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFF5E: true
        default: false
        }
    }
}
