package import SMMModel

/// Why connecting does not go on: as a refusal for a person, or as something to try again.
package enum ConnectStop: Error, Sendable {
    /// It cannot go on like this.
    case refused(Problem)
    /// It may go on later, not before `after` when given.
    case later(after: Milliseconds?, Failure)

    /// The same, with something that a person has left to do; a sentence of ours.
    package func leaving(_ left: String) -> ConnectStop {
        switch self {
        case .refused(let problem): return .refused(problem.leaving(left))
        case .later(let after, var failure):
            failure.message += " " + left
            return .later(after: after, failure)
        }
    }

    /// The step this ends in.
    package var step: ConnectStep {
        switch self {
        case .refused(let problem): .refused(problem)
        case .later(let after, let failure): .tryAgain(after: after, reason: failure)
        }
    }
}
