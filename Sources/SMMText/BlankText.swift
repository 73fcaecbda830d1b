/// Whether a text shows nothing to a reader.
package enum BlankText {
    /// Whether `text` holds only spaces, line breaks and characters without a look of their own, such as U+200B.
    ///
    /// What this program does not know yet, or what a font of its own may draw, counts as seen.
    package static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy(isUnseen)
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        // A braille cell without a dot is no space to Unicode, but looks like one.
        if properties.isWhitespace || scalar == "\u{2800}" { return true }
        guard case .visible = ScalarClass(scalar) else {
            switch properties.generalCategory {
            case .control, .format, .surrogate: return true
            default: return properties.isDefaultIgnorableCodePoint
            }
        }
        return false
    }
}
