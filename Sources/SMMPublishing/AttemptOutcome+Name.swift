import SMMAdapterKit

extension AttemptOutcome {
    /// The case's name, as the attempt's row and the journal show it.
    var name: String {
        switch self {
        case .published: "published"
        case .retry: "retry"
        case .rejected: "rejected"
        case .duplicateOf: "duplicate"
        case .needsReauth: "needs-reauth"
        case .ambiguous: "ambiguous"
        }
    }
}
