/// Who gives the answers that are read.
enum Party: Sendable, Hashable {
    /// The account's own server, or a server asked without a session.
    case server
    /// The chat service, asked with a session of this scope. It calls the token of a plain app password invalid (400).
    case chat(SessionScope)
    /// The service that takes videos. It is asked with a token of its own, so that it can say nothing of the session.
    case video
}
