extension Unicode.Scalar {
    /// Whether this may stand in a web address as people write it: no white space, quotes, angle brackets, controls,
    /// invisible characters or East Asian punctuation.
    var isURLScalar: Bool {
        switch value {
        case 0x21, 0x23...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E: true
        case 0..<0x80: false
        case 0xAB, 0xBB, 0x201C...0x201F, 0x2039, 0x203A: false
        case 0x3000...0x3004, 0x3007...0x3020, 0x3030: false
        case 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: false
        default: ScalarClass(self) != .hidden && self != "\u{200d}" && !properties.isWhitespace
        }
    }

    /// Whether a host may begin with this, letters apart.
    var isHostStart: Bool { isDigit || self == "[" || value > 0x7F }

    var isDigit: Bool { properties.generalCategory == .decimalNumber }

    var isHash: Bool { self == "#" || self == "\u{ff03}" }

    /// Whether this may stand in a hashtag.
    var isTagScalar: Bool {
        switch value {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: return true
        case 0..<0x80: return false
        default: break
        }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark: return !properties.isDefaultIgnorableCodePoint
        case .decimalNumber: return true
        default: return properties.isAlphabetic
        }
    }
}

extension Unicode.Scalar? {
    /// Whether a word of ASCII goes on behind this; scripts without spaces put an address right behind a word.
    var isASCIIWord: Bool { self.map { $0.isASCII && $0.isTagScalar } ?? false }

    /// Whether a hashtag may begin behind this: not within a word, a path or an entity (`a#b`, `/#b`, `&#9;`).
    var endsWord: Bool {
        guard let scalar = self else { return true }
        return !scalar.isTagScalar && !scalar.isHash && scalar != "/" && scalar != "&"
    }
}
