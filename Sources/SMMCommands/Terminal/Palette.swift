/// How text looks on this terminal: colours only where they are wanted, plain letters where Unicode is not known.
struct Palette: Sendable {
    /// Whether escape sequences for colour are written.
    var isColoured: Bool
    /// Whether the terminal's character set is UTF-8.
    var isUnicode: Bool

    /// `text` in `style`. The text has been neutralised before, or is our own.
    func paint(_ text: String, _ style: Style) -> String {
        guard isColoured, style != .plain, !text.isEmpty else { return text }
        return "\u{1B}[\(code(style))m\(text)\u{1B}[0m"
    }

    private func code(_ style: Style) -> String {
        switch style {
        case .plain: "0"
        case .strong: "1"
        case .faint: "2"
        case .good: "32"
        case .warning: "33"
        case .bad: "31"
        case .accent: "36"
        }
    }
}
