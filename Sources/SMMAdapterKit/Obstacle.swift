package import SMMModel

/// Why a question got no answer to work with, in the terms every capability's result knows.
package enum Obstacle: Error, Sendable, Hashable {
    /// Ask again, not before `after` when given.
    case again(after: Milliseconds?, Failure)
    /// The credential does not work, or not for this.
    case reauth(Failure)
    /// The server knows no such thing (404, 410).
    case gone(Failure)
    /// The server will not do it, whenever it is asked.
    case refused(Failure)

    /// What went wrong.
    package var failure: Failure {
        switch self {
        case .again(_, let failure), .reauth(let failure), .gone(let failure), .refused(let failure): failure
        }
    }

    /// As the result of a read.
    package func reading<Value>() -> ReadResult<Value> {
        switch self {
        case .again(let after, let failure): .askAgain(after: after, reason: failure)
        case .reauth(let failure): .needsReauth(failure)
        case .gone(let failure), .refused(let failure): .cannotTell(failure)
        }
    }

    /// As the result of a question about a lost answer.
    package var reconciling: ReconcileResult {
        switch self {
        case .again(let after, let failure): .askAgain(after: after, reason: failure)
        case .reauth(let failure): .needsReauth(failure)
        case .gone(let failure), .refused(let failure): .cannotTell(failure)
        }
    }

    /// As the result of a preparation.
    package var preparing: PrepareResult {
        switch self {
        case .again(let after, let failure): .retry(after: after, reason: failure)
        case .reauth(let failure): .needsReauth(failure)
        case .gone(let failure), .refused(let failure): .rejected(failure)
        }
    }

    /// As the outcome of an attempt of which nothing was sent yet.
    package var attempting: AttemptOutcome {
        switch self {
        case .again(let after, let failure): .retry(after: after, reason: failure)
        case .reauth(let failure): .needsReauth(failure)
        case .gone(let failure), .refused(let failure): .rejected(failure)
        }
    }
}
