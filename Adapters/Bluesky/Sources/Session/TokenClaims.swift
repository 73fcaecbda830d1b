import SMMAtproto
import SMMModel

/// What an access token says of itself: read without trust, to know when to renew and what it may do.
///
/// Servers may use tokens of another form and other lifetimes; then nothing is known, and the server's answers decide.
struct TokenClaims: Sendable, Hashable {
    /// When it ends (`exp`).
    let expiresAt: Instant?
    /// What it may do (`scope`): `com.atproto.access`, `com.atproto.appPass`, `com.atproto.appPassPrivileged`.
    let scope: String?

    /// Reads the claims of a token.
    init(_ token: Secret) {
        let claims = SessionClaims(token: token.reveal())
        expiresAt = claims?.expires.flatMap { $0 > 0 ? Instant(seconds: $0) : nil }
        scope = claims?.scope
    }
}
