/// A control socket stopped taking connections, so that nobody can reach the daemon any more.
package struct AcceptError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the system said.
    package var reason: String

    /// One line for the log.
    package var description: String { "The control socket stopped taking connections: \(reason)" }
}
