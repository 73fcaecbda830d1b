package import SMMModel

/// An account on the fake server, or on another one that it knows.
package struct FakeMastodonAccount: Sendable, Hashable, Codable {
    /// One pair of its profile.
    package struct Field: Sendable, Hashable, Codable {
        /// The name.
        package var name: String
        /// The value.
        package var value: String
    }

    /// The server's id of it.
    package let id: String
    /// Its name without a server.
    package let name: String
    /// Its server; nil for this one.
    package let domain: String?
    /// When it was made.
    package let createdAt: Instant
    /// The name shown.
    package var displayName: String
    /// The text about it, as it was written.
    package var note = ""
    /// The pairs.
    package var fields: [Field] = []
    /// SHA-256 of its picture; nil for the default one.
    package var avatar: String?
    /// SHA-256 of its wide picture; nil for the default one.
    package var header: String?
    /// Whether it approves followers.
    package var isLocked: Bool
    /// Whether it says that a program writes it.
    package var isBot = false
    /// Whether it is listed.
    package var isDiscoverable = true
    /// The visibility its statuses have when they name none; nil for the server's.
    package var visibility: String?
    /// Whether what it says in public is shown to followers and by its address alone.
    package var isSilenced = false
    /// Whether its login is disabled.
    package var isDisabled = false
    /// Ids of the accounts that follow it.
    package var followers: Set<String> = []
    /// How many it follows.
    package var following = 0
    /// How often its profile was really changed.
    package var edits = 0

    /// `name`, or `name@server`.
    package var acct: String { domain.map { "\(name)@\($0)" } ?? name }
}
