package import SMMModel

/// What a person brings to a step of connecting.
package enum ConnectAnswer: Sendable, Hashable {
    /// The code the platform showed or sent the browser back with. `state` and `issuer` came with it by redirect, and
    /// are nil for a pasted code.
    case code(Secret, state: String?, issuer: String?)
    /// A token made by hand on the platform.
    case token(Secret)
    /// A password made for programs, and the second factor where the platform asked for one.
    case password(Secret, factor: Secret?)
}
