/// What a person is asked for while an account is connected.
package enum ConnectQuestion: String, Sendable, Hashable, Codable, CaseIterable {
    /// A password made for programs.
    case password
    /// The code of a second factor.
    case factor
    /// The code of a second factor once more: the one given was wrong, or too old.
    case factorAgain = "factor-again"
    /// A token made by hand on the platform.
    case token
}
