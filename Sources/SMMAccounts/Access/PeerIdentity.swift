/// A peer by its names.
struct PeerIdentity: Sendable {
    /// The user's name; nil when the system knows none.
    var user: String?
    /// The names of its groups.
    var groups: [String]
}
