import SMMAdapterKit
import SMMModel

/// What comes next in connecting, as it crosses a border between processes.
enum ConnectStepWire: Codable, Equatable {
    case visit(url: String, memory: ConnectMemoryWire)
    case ask(ConnectQuestion, memory: ConnectMemoryWire)
    case connected(ConnectedAccountWire)
    case refused(ProblemWire)
    case tryAgain(after: Milliseconds?, reason: Failure)

    init(_ step: ConnectStep) {
        self =
            switch step {
            case .visit(let url, let memory): .visit(url: url, memory: ConnectMemoryWire(memory))
            case .ask(let question, let memory): .ask(question, memory: ConnectMemoryWire(memory))
            case .connected(let account): .connected(ConnectedAccountWire(account))
            case .refused(let problem): .refused(ProblemWire(problem))
            case .tryAgain(let after, let reason): .tryAgain(after: after, reason: reason)
            }
    }

    /// The step.
    var value: ConnectStep {
        switch self {
        case .visit(let url, let memory): .visit(url: url, memory: memory.value)
        case .ask(let question, let memory): .ask(question, memory: memory.value)
        case .connected(let account): .connected(account.value)
        case .refused(let problem): .refused(problem.value)
        case .tryAgain(let after, let reason): .tryAgain(after: after, reason: reason)
        }
    }
}
