import SMMModel

/// The note kept of one uploaded medium, as the text of a step: `ID` when it is ready, `pending:TRIES:ID` while the
/// server works on it, empty when the server no longer has it.
enum MediaStep: Sendable, Hashable {
    case missing
    case pending(id: String, tries: Int)
    case ready(id: String)

    /// The step's name for the medium at `index`.
    static func name(_ index: Int) -> String { "media.\(index)" }

    /// Reads a step; what nobody wrote counts as missing.
    init(_ text: String?) {
        guard let text, !text.isEmpty else {
            self = .missing
            return
        }
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        if fields.count == 3, fields[0] == "pending", let tries = Int(fields[1]), RemoteID.isValid(String(fields[2])) {
            self = .pending(id: String(fields[2]), tries: max(0, min(tries, 1_000_000)))
        } else {
            self = RemoteID.isValid(text) ? .ready(id: text) : .missing
        }
    }

    /// The step's text.
    var text: String {
        switch self {
        case .missing: ""
        case .pending(let id, let tries): "pending:\(tries):\(id)"
        case .ready(let id): id
        }
    }

    /// The id of a medium that can be published.
    var readyID: String? {
        guard case .ready(let id) = self else { return nil }
        return id
    }
}
