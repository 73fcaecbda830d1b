import SMMAPI
import SMMModel

/// How the state of a post, a delivery or an operation looks: a mark and a word, so that colour is never alone.
enum StateLook {
    /// The cell of a state by its name on the wire.
    static func cell(_ state: String, palette: Palette) -> Table.Cell {
        cell(state, words(state), palette)
    }

    /// The cell of the state of a post or delivery; one that waits says what for and until when.
    static func cell(_ state: PostState, _ waits: WaitView?, palette: Palette, now: Instant) -> Table.Cell {
        guard state == .waiting, let waits else { return cell(state.rawValue, palette: palette) }
        return cell(state.rawValue, "\(words(state.rawValue)): \(words(waits, now: now))", palette)
    }

    private static func cell(_ state: String, _ words: String, _ palette: Palette) -> Table.Cell {
        let (mark, plain, style) = look(state)
        // Without what a person is to do about it.
        let name = self.words(state).split(separator: " ").prefix { $0 != "–" }.joined(separator: " ")
        let sign = palette.isUnicode ? mark : plain
        return Table.Cell("\(sign) \(words)", style, short: "\(sign) \(name)")
    }

    /// What something waits for, in words: `tries again 09:30:29`, `delete held (operator)`.
    static func words(_ waits: WaitView, now: Instant) -> String {
        let what =
            switch WaitView.Reason(rawValue: waits.reason) {
            case .held: followUp(waits) + held(waits.held)
            case .retry: followUp(waits) + "tries again"
            case .edit: "to be changed"
            case .delete: "to be taken down"
            case .part: "next part"
            default: waits.reason
            }
        guard let when = waits.until.flatMap(When.init), when.instant > now else { return what }
        return "\(what) \(when.near(now: now))"
    }

    private static func held(_ reasons: [HoldReason]) -> String {
        reasons.isEmpty ? "held" : "held (\(reasons.map(\.rawValue).joined(separator: ", ")))"
    }

    /// What is published and waits to be changed or taken down, or for its thread to go on, must not read like what
    /// never went out.
    private static func followUp(_ waits: WaitView) -> String {
        if let part = waits.part, part > 0 { return "next part " }
        guard let kind = waits.kind, kind.known != .publish else { return "" }
        return "\(kind.rawValue) "
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
        case "waiting": ("◷", "o", .warning)
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
