import SMMAdapterKit
import SMMModel

/// Why connecting stops here.
enum ConnectStop: Error, Sendable {
    /// It cannot go on like this.
    case refused(Problem)
    /// It may go on later.
    case later(after: Milliseconds?, Failure)

    /// As a step.
    var step: ConnectStep {
        switch self {
        case .refused(let problem): .refused(problem)
        case .later(let after, let failure): .tryAgain(after: after, reason: failure)
        }
    }

    /// A refusal to be asked again stops for now; another one with `problem`.
    static func by(_ refusal: Refusal, _ problem: @autoclosure () -> Problem) -> ConnectStop {
        if case .again(let after) = refusal.kind { return .later(after: after, refusal.failure) }
        return .refused(problem())
    }
}
