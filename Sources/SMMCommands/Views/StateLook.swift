import SMMAPI
import SMMModel

/// How the state of a post, a delivery or an operation looks: a mark and a word, so that colour is never alone.
enum StateLook {
    /// The cell of a state by its name on the wire.
    static func cell(_ state: String, palette: Palette) -> Table.Cell {
        let (mark, plain, style) = look(state)
        return Table.Cell("\(palette.isUnicode ? mark : plain) \(words(state))", style)
    }

    /// The state in words.
    static func words(_ state: String) -> String {
        switch state {
        case "unknown": "unknown – you must say"
        case "missed": "missed – you decide"
        case "retry_wait": "tries again"
        case "uncertain", "ambiguous", "reconciling": "finding out"
        case "claimed", "prepared", "sending", "underway": "on its way"
        default: state
        }
    }

    private static func look(_ state: String) -> (mark: String, plain: String, style: Style) {
        switch state {
        case "published": ("✓", "+", .good)
        case "partly": ("◐", "%", .warning)
        case "scheduled": ("◷", "o", .accent)
        case "underway", "claimed", "prepared", "sending": ("▸", ">", .accent)
        case "retry_wait": ("↻", "~", .warning)
        case "uncertain", "ambiguous", "reconciling": ("…", "~", .warning)
        case "unknown": ("?", "?", .bad)
        case "missed": ("!", "!", .warning)
        case "failed": ("✗", "x", .bad)
        case "draft": ("·", ".", .faint)
        default: ("–", "-", .faint)
        }
    }
}
