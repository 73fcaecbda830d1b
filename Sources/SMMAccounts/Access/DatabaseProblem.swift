import SMMDatabase
package import SMMModel

/// What a person is told when the database refuses.
package enum DatabaseProblem {
    /// The problem for a ``DatabaseFailure``; nil for other errors, and for failures that are the program's own fault.
    package static func problem(for error: any Error) -> Problem? {
        guard let failure = error as? DatabaseFailure else { return nil }
        switch failure.code {
        case .full:
            return Problem(
                Problem.Code("storage-full"), status: 507, "The disk is full: nothing was changed.",
                next: "Free some space below the daemon's state folder, then try again.")
        case .readOnly:
            return Problem(
                Problem.Code("storage-read-only"), status: 503, "The daemon's state folder cannot be written.",
                next: "See what is wrong: smmctl doctor")
        case .busy, .inputOutput:
            return Problem(
                Problem.Code("storage-failed"), status: 503, "The database could not do it now: nothing was changed.",
                next: "Try again; if it stays so: smmctl doctor")
        case .closed:
            return Problem(
                Problem.Code("stopping"), status: 503, "The daemon is stopping.", next: "Try again in a moment.")
        case .nulInText:
            return Problem.invalid("text-nul", "A text holds the character U+0000, which cannot be kept.")
        default:
            return nil
        }
    }
}
