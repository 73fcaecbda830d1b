/// How much a notice matters; decides priority on a telephone and level in the journal.
package enum NoticeSeverity: String, Sendable, Hashable, CaseIterable {
    /// Something is not published or stands still until a person acts.
    case critical
    /// Something went wrong and is over, or will be.
    case warning
    /// Good to know.
    case info

    /// The severity as stored; a word of a newer program counts as a warning.
    package init(stored: String) {
        self = NoticeSeverity(rawValue: stored) ?? .warning
    }

    /// 0 for the gravest.
    var rank: Int {
        switch self {
        case .critical: 0
        case .warning: 1
        case .info: 2
        }
    }
}
