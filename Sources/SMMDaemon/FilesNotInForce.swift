import SMMAPI

/// What is wrong with the files of brands that the daemon runs without.
struct FilesNotInForce: Sendable, Hashable {
    /// With those that were not read: a start left them out.
    var leftOut: [ConfigProblem] = []
    /// With those that were read and could not be applied.
    var refused: [ConfigProblem] = []

    /// All of it.
    var problems: [ConfigProblem] { leftOut + refused }
}
