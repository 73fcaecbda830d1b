/// What a person is asked for while an account is connected.
package enum ConnectQuestion: String, Sendable, Hashable, Codable, CaseIterable {
    /// A password made for programs.
    case password
    /// The code of a second factor.
    case factor
    /// A token made by hand on the platform.
    case token
}
