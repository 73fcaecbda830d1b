import SMMModel

/// Writes a focus as the API takes it: `x,y` in -1…1 with two decimals.
enum FocusText {
    /// The text.
    static func of(_ focus: MediaFocus) -> String { "\(number(focus.x)),\(number(focus.y))" }

    /// Whether a server shows this focus, or none where it is the middle. Two decimals are sent, so more are not compared.
    static func isSame(_ focus: MediaFocus, shown: JSONValue?) -> Bool {
        let (x, y) = (shown?["x"]?.double ?? 0, shown?["y"]?.double ?? 0)
        return abs(x - focus.x) < 0.01 && abs(y - focus.y) < 0.01
    }

    private static func number(_ value: Double) -> String {
        let hundredths = Int(exactly: (min(max(value, -1), 1) * 100).rounded()) ?? 0
        let size = abs(hundredths)
        return "\(hundredths < 0 ? "-" : "")\(size / 100).\(size % 100 < 10 ? "0" : "")\(size % 100)"
    }
}
