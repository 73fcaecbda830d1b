package import SMMAdapterKit
package import SMMModel

/// What is known when a credential is asked for, or was refused.
package struct RefreshQuestion: Sendable, Hashable {
    /// The time now.
    package var now: Instant
    /// When the credential was given.
    package var issuedAt: Instant
    /// When it ends; nil where it has no end.
    package var expiresAt: Instant?
    /// Why the platform did not accept it any more; nil while it is good as far as is known.
    package var refusal: Failure?
    /// Whether a renewal was begun of which no end is known.
    package var isBegun = false
    /// Whether its platform renews credentials.
    package var canRenew = true
    /// Whether the database is a copy that is not in service.
    package var isCopy = false
    /// Not before this instant is a renewal tried again.
    package var pause: Instant?
    /// The account's own number in 0..<1.
    package var jitter = 0.0

    /// A question about a credential of which nothing bad is known.
    package init(now: Instant, issuedAt: Instant, expiresAt: Instant?) {
        self.now = now
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }
}
