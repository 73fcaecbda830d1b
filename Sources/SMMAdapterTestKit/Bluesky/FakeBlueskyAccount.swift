package import SMMModel

/// Someone on the network: with a password an account of the fake server, without one a person elsewhere.
package struct FakeBlueskyAccount: Sendable {
    /// What becomes of an account.
    package enum Status: String, Sendable, Hashable, Codable {
        /// It works.
        case active
        /// Taken down by the server.
        case takendown
        /// Switched off by its owner.
        case deactivated
    }

    /// An app password.
    package struct AppPassword: Sendable {
        /// The password.
        package var password: Secret
        /// Whether it opens direct messages.
        package var isPrivileged: Bool
    }

    /// Whose answer a first message needs.
    package enum Messages: String, Sendable, Hashable, Codable {
        /// Anyone may write.
        case all
        /// Those the account follows.
        case following
        /// Nobody.
        case none
    }

    /// The key.
    package let did: String
    /// The name.
    package var handle: String
    /// The account's own password; nil for a person elsewhere.
    package var password: Secret?
    /// The code that goes with the account's own password; nil for none.
    package var secondFactor: Secret?
    /// App passwords.
    package var appPasswords: [AppPassword] = []
    /// What became of it.
    package var status = Status.active
    /// Who may write to it.
    package var messages = Messages.all
    /// Until when notifications are seen.
    var seenAt: Instant?
    let createdAt: Instant
}
