import SMMModel

/// A refusal, as it crosses a border between processes.
struct ProblemWire: Codable, Equatable {
    private let code: Problem.Code
    private let status: Int
    private let message: String
    private let given: String?
    private let allowed: String?
    private let next: String?
    private let parameters: [String: String]
    private let others: [ProblemWire]

    init(_ problem: Problem) {
        code = problem.code
        status = problem.status
        message = problem.message
        given = problem.given
        allowed = problem.allowed
        next = problem.next
        parameters = problem.parameters
        others = problem.others.map(ProblemWire.init)
    }

    /// The refusal.
    var value: Problem {
        Problem(
            code, status: status, message, given: given, allowed: allowed, next: next, parameters: parameters,
            others: others.map(\.value))
    }
}
