package import SMMModel

/// What an account's platform accepts as proof of who asks: secrets by name, and what is known of them.
package struct Credential: Sendable, Hashable {
    /// What it is, in the platform's words: `oauth`, `app-password`, `token`.
    package var kind: String
    /// The secrets by name: `access`, `refresh`, `client-secret`, `password`, …. None of them may be empty.
    package var secrets: [String: Secret]
    /// What is known of them and is no secret: `scopes`, `client-id`, ….
    package var facts: [String: String]
    /// When it was given.
    package var issuedAt: Instant
    /// When the platform stops to accept it; nil for one that does not end by itself.
    package var expiresAt: Instant?

    /// A credential.
    package init(
        kind: String, secrets: [String: Secret], facts: [String: String] = [:], issuedAt: Instant,
        expiresAt: Instant? = nil
    ) {
        self.kind = kind
        self.secrets = secrets
        self.facts = facts
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }

    /// The `Authorization` value with the secret of this name; nil where there is none.
    package func bearer(_ name: String = "access") -> Secret? {
        secrets[name].map { Secret("Bearer \($0.reveal())") }
    }
}
