import SMMAdapterKit
import SMMModel

/// What came of renewing a credential, as it crosses a border between processes.
enum RefreshResultWire: Codable, Equatable {
    case renewed(CredentialWire)
    case retry(after: Milliseconds?, reason: Failure)
    case refused(Failure)
    case ambiguous(Evidence)

    init(_ result: RefreshResult) {
        self =
            switch result {
            case .renewed(let credential): .renewed(CredentialWire(credential))
            case .retry(let after, let reason): .retry(after: after, reason: reason)
            case .refused(let failure): .refused(failure)
            case .ambiguous(let evidence): .ambiguous(evidence)
            }
    }

    /// The result.
    var value: RefreshResult {
        switch self {
        case .renewed(let credential): .renewed(credential.value)
        case .retry(let after, let reason): .retry(after: after, reason: reason)
        case .refused(let failure): .refused(failure)
        case .ambiguous(let evidence): .ambiguous(evidence)
        }
    }
}
