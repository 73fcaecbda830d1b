import SMMAdapterKit
import SMMModel

extension AttemptOutcome {
    /// The case's name.
    var name: String {
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
    var name: String {
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
    var name: String {
        switch self {
        case .prepared: "prepared"
        case .retry: "retry"
        case .rejected: "rejected"
        case .needsReauth: "needsReauth"
        }
    }
}

extension ReadResult {
    /// The answer; nil for anything else.
    var value: Value? {
        guard case .read(let value, _) = self else { return nil }
        return value
    }

    /// The case's name.
    var name: String {
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
    var name: String {
        switch self {
        case .visit: "visit"
        case .ask: "ask"
        case .connected: "connected"
        case .refused: "refused"
        case .tryAgain: "tryAgain"
        }
    }
}
