import SMMAPIClient
import SMMModel

/// A command that did not do what was asked: what a person reads, and how the program ends.
struct CommandFailure: Error {
    /// What happened, why, what is allowed, what to do next.
    var problem: Problem
    /// How the program ends.
    var status: ExitStatus
    /// Whether everything was said already and only the status is left.
    var isSilent = false

    init(_ problem: Problem, _ status: ExitStatus? = nil) {
        self.problem = problem
        self.status = status ?? ExitStatus.of(problem)
    }

    init(_ error: ClientError) {
        self.problem = Problem(
            Problem.Code(error.code.rawValue), status: 0, error.message, given: error.given, allowed: error.allowed,
            next: error.next)
        self.status = ExitStatus.of(error)
    }

    /// A command line that cannot be used.
    static func usage(
        _ code: String, _ message: String, given: String? = nil, allowed: String? = nil, next: String? = nil
    ) -> CommandFailure {
        CommandFailure(
            Problem(
                Problem.Code(code), status: 0, message, given: given.map(Quoted.short), allowed: allowed, next: next),
            .usage)
    }

    /// Something that cannot be done on this machine.
    static func local(
        _ code: String, _ message: String, given: String? = nil, allowed: String? = nil, next: String? = nil
    ) -> CommandFailure {
        CommandFailure(
            Problem(
                Problem.Code(code), status: 0, message, given: given.map(Quoted.short), allowed: allowed, next: next),
            .refused)
    }

    /// Everything has been said; the program ends with `status`.
    static func silent(_ status: ExitStatus) -> CommandFailure {
        var failure = CommandFailure(Problem(Problem.Code("silent"), status: 0, ""), status)
        failure.isSilent = true
        return failure
    }
}
