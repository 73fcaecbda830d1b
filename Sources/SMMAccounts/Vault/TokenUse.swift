/// Whether an account here is kept by a credential's tokens.
enum TokenUse: Sendable {
    /// None is.
    case none
    /// One may be, whose key is not here.
    case possible
    /// One is.
    case certain
}
