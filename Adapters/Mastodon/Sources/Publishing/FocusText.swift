import SMMModel

/// Writes a focus as the API takes it: `x,y` in -1…1 with two decimals.
enum FocusText {
    /// The text.
    static func of(_ focus: MediaFocus) -> String { "\(number(focus.x)),\(number(focus.y))" }

    private static func number(_ value: Double) -> String {
        let hundredths = Int(exactly: (min(max(value, -1), 1) * 100).rounded()) ?? 0
        let size = abs(hundredths)
        return "\(hundredths < 0 ? "-" : "")\(size / 100).\(size % 100 < 10 ? "0" : "")\(size % 100)"
    }
}
