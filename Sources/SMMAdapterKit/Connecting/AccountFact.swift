/// Names of facts that mean the same on every platform. An adapter has names of its own beside them.
package enum AccountFact {
    /// What names the account on its platform for ever: two accounts of one identity are the same.
    package static let identity = "identity"
    /// What people call it.
    package static let handle = "handle"
    /// The most characters of a text, where the server says.
    package static let maximumText = "maximum-text"
    /// The most media of a part, where the server says.
    package static let maximumMedia = "maximum-media"
    /// The server's program and version, for people to read.
    package static let server = "server-program"
}
