package import SMMAdapterKit

// What came of things by the names of their cases, for findings and for counting.

extension AttemptOutcome {
    /// The case's name.
    package var name: String {
        switch self {
        case .published: "published"
        case .retry: "retry"
        case .rejected: "rejected"
        case .duplicateOf: "duplicateOf"
        case .needsReauth: "needsReauth"
        case .ambiguous: "ambiguous"
        }
    }
}

extension ReconcileResult {
    /// The case's name.
    package var name: String {
        switch self {
        case .found: "found"
        case .unfinished: "unfinished"
        case .absent: "absent"
        case .several: "several"
        case .cannotTell: "cannotTell"
        case .askAgain: "askAgain"
        case .needsReauth: "needsReauth"
        }
    }
}

extension PrepareResult {
    /// The case's name.
    package var name: String {
        switch self {
        case .prepared: "prepared"
        case .retry: "retry"
        case .rejected: "rejected"
        case .needsReauth: "needsReauth"
        }
    }
}

extension RefreshResult {
    /// The case's name.
    package var name: String {
        switch self {
        case .renewed: "renewed"
        case .retry: "retry"
        case .refused: "refused"
        case .ambiguous: "ambiguous"
        }
    }
}

extension ReadResult {
    /// The case's name.
    package var name: String {
        switch self {
        case .read: "read"
        case .askAgain: "askAgain"
        case .needsReauth: "needsReauth"
        case .cannotTell: "cannotTell"
        }
    }
}

extension ConnectStep {
    /// The case's name.
    package var name: String {
        switch self {
        case .visit: "visit"
        case .ask: "ask"
        case .connected: "connected"
        case .refused: "refused"
        case .tryAgain: "tryAgain"
        }
    }
}
