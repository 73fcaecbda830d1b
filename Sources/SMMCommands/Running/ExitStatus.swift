import SMMAPIClient
import SMMModel

/// How `smmctl` ends; part of its interface, documented in docs/smmctl.md.
package enum ExitStatus: Int32, Sendable, CaseIterable {
    /// Done.
    case done = 0
    /// Refused, or failed.
    case refused = 1
    /// The command line cannot be used as typed.
    case usage = 2
    /// The daemon cannot be reached.
    case unreachable = 3
    /// There is no such thing in sight.
    case notFound = 4
    /// A person must decide or do something.
    case needsPerson = 5
    /// It did not work now; the same command may work later.
    case tryAgain = 75

    /// What it means, for the documentation.
    package var meaning: String {
        switch self {
        case .done: "done"
        case .refused: "refused, or failed"
        case .usage: "the command line cannot be used as typed"
        case .unreachable: "the daemon cannot be reached"
        case .notFound: "there is no such thing in sight"
        case .needsPerson: "a person must decide or do something"
        case .tryAgain: "not now: the same command may work later"
        }
    }

    /// How a refusal of the daemon ends the program.
    static func of(_ problem: Problem) -> ExitStatus {
        switch problem.status {
        case 404: return .notFound
        case 408, 425, 429, 502, 503, 504, 507: return .tryAgain
        default: break
        }
        return problem.code.rawValue == "unknown-outcome" ? .needsPerson : .refused
    }

    /// How a failure to get an answer ends the program.
    static func of(_ error: ClientError) -> ExitStatus {
        switch error.code {
        case .unreachable, .notPermitted, .tunnel: .unreachable
        case .busy, .lost, .timedOut: .tryAgain
        case .address: .usage
        default: .refused
        }
    }
}
