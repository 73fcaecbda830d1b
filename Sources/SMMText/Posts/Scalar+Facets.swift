/// Kinds of code points that Bluesky's expressions name; they are JavaScript's (ECMA-262, `\s`; Unicode, `\p{P}`).
extension Unicode.Scalar {
    /// White space, and the byte-order mark.
    var isScriptSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20: true
        case 0..<0x80: false
        default: value == 0xFEFF || value != 0x85 && properties.isWhitespace
        }
    }

    /// Invisible code points that end a hashtag.
    var endsTag: Bool {
        switch value {
        case 0xAD, 0x2060, 0x200A...0x200D, 0x20E2: true
        default: false
        }
    }

    var isUnicodePunctuation: Bool {
        switch properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            true
        default: false
        }
    }
}
