package import SMMModel

extension Problem {
    /// The same, and that a credential lives on which nobody here keeps; `left` is what a person has left to do.
    package func leaving(_ left: String) -> Problem {
        let other = Problem(Problem.Code("credential-left"), status: status, left)
        return Problem(
            code, status: status, message, given: given, allowed: allowed, next: next, parameters: parameters,
            others: others + [other])
    }
}
