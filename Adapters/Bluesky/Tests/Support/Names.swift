import SMMAdapterKit
import SMMModel

/// Names of what came of things, for counting.
enum Names {
    static func of(_ outcome: AttemptOutcome) -> String { BlueskyDoubtTests.sort(outcome).name }

    static func of(_ result: PrepareResult) -> String {
        switch result {
        case .prepared: "prepared"
        case .retry: "retry"
        case .rejected: "rejected"
        case .needsReauth: "needsReauth"
        }
    }

    static func of(_ result: ReconcileResult) -> String {
        switch result {
        case .found: "found"
        case .unfinished: "unfinished"
        case .absent: "absent"
        case .several: "several"
        case .cannotTell: "cannotTell"
        case .askAgain: "askAgain"
        case .needsReauth: "needsReauth"
        }
    }

    static func of(_ result: RefreshResult) -> String {
        switch result {
        case .renewed: "renewed"
        case .retry: "retry"
        case .refused: "refused"
        case .ambiguous: "ambiguous"
        }
    }

    static func of<Value>(_ result: ReadResult<Value>) -> String {
        switch result {
        case .read: "read"
        case .askAgain: "askAgain"
        case .needsReauth: "needsReauth"
        case .cannotTell: "cannotTell"
        }
    }
}
