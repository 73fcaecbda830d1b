/// Counts text.
package enum TextMeasure {
    /// The length of `text` in `unit`.
    package static func count(_ text: String, in unit: TextUnit) -> Int {
        switch unit {
        case .graphemes: text.count
        case .codePoints: text.unicodeScalars.count
        case .utf16: text.utf16.count
        case .utf8: text.utf8.count
        }
    }
}
