/// Kinds of code points that links in posts are made of; the sets are those of twitter-text (`regexp/`, 2021-10-21).
extension Unicode.Scalar {
    /// The lower-case letter of an ASCII letter, anything else as it is.
    var asciiLowercased: Unicode.Scalar {
        (0x41...0x5A).contains(value) ? Unicode.Scalar(UInt8(truncatingIfNeeded: value | 0x20)) : self
    }

    var isASCIILetter: Bool { (0x61...0x7A).contains(value | 0x20) }

    var isASCIIDigit: Bool { (0x30...0x39).contains(value) }

    /// `a` to `z` in both cases, digits.
    var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }

    /// What a user's name is made of.
    var isNameScalar: Bool { isASCIIAlphanumeric || self == "_" }

    var isAtSign: Bool { self == "@" || self == "\u{ff20}" }

    var isHexDigit: Bool { isASCIIDigit || (0x61...0x66).contains(value | 0x20) }

    /// Marks that set the direction of writing, invisible themselves.
    var isDirectional: Bool {
        switch value {
        case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// What no post may hold: byte-order marks and U+FFFF.
    var isForbiddenInPosts: Bool { value == 0xFEFF || value == 0xFFFE || value == 0xFFFF }

    /// White space, and U+180E, which was white space until Unicode 6.3.
    var isPostSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
            true
        default: false
        }
    }

    /// The punctuation of ASCII without the backslash.
    var isPostPunctuation: Bool {
        switch value {
        case 0x21...0x2F, 0x3A...0x40, 0x5B, 0x5D...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    /// Latin letters with accents and the combining accents, without × and ÷.
    var isLatinAccent: Bool {
        switch value {
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x253, 0x254, 0x256, 0x257, 0x259, 0x25B, 0x263, 0x268, 0x26F,
            0x272, 0x289, 0x28B, 0x2BB, 0x300...0x36F, 0x1E00...0x1EFF:
            true
        default: false
        }
    }

    /// The blocks of Cyrillic, and the two marks elsewhere that only Cyrillic uses (Unicode, `Scripts.txt`).
    var isCyrillic: Bool {
        switch value {
        case 0x400...0x52F, 0x1C80...0x1C8A, 0x1D2B, 0x1D78, 0x2DE0...0x2DFF, 0xA640...0xA69F, 0xFE2E, 0xFE2F: true
        default: false
        }
    }

    var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }

    /// What the label of a host may begin and end with: anything but punctuation, space and controls.
    var isHostScalar: Bool {
        switch value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5C: true
        case 0..<0x80: false
        default: !isDirectional && !isForbiddenInPosts && !isPostSpace
        }
    }

    /// What may stand before an address: no letter or digit of ASCII, and no sign that makes it something else.
    var mayPrecedeURL: Bool {
        !isASCIIAlphanumeric && !isAtSign && !isHash && self != "$" && !isForbiddenInPosts
    }

    /// A letter or a mark: at least one stands in a hashtag.
    var isHashtagLetter: Bool {
        if isASCII { return isASCIILetter }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark:
            true
        default: false
        }
    }

    /// What a hashtag is made of.
    var isHashtagScalar: Bool {
        switch value {
        case 0x5F, 0x200C, 0x200D, 0xA67E, 0x5BE, 0x5F3, 0x5F4, 0xFF5E, 0x301C, 0x309B, 0x309C, 0x30A0, 0x30FB, 0x3003,
            0xF0B, 0xF0C, 0xB7:
            true
        default: isHashtagLetter || isDigit
        }
    }

    /// What Ruby and Mastodon call a word: letters, marks, digits and connecting punctuation.
    var isWordScalar: Bool {
        if isASCII { return isNameScalar }
        return properties.isAlphabetic || isHashtagLetter || isDigit
            || properties.generalCategory == .connectorPunctuation
    }
}
