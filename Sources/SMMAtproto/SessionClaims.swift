import SMMModel

/// What a session token says of itself (a JWT's payload, RFC 7519). Nothing here is verified: the server does that, and
/// the client only wants to know when to ask for the next one.
package struct SessionClaims: Sendable, Hashable {
    /// When it ends, in seconds since 1970.
    package let expires: Int64?
    /// When it was made, in seconds since 1970.
    package let issued: Int64?
    /// `com.atproto.access`, `com.atproto.appPass`, `com.atproto.appPassPrivileged`, `com.atproto.refresh`, ….
    package let scope: String?
    /// The account.
    package let subject: DID?
    /// The token's own id.
    package let id: String?

    /// Reads the payload of `token`, of at most 16 KiB; nil when it is no JWT. Other servers may use other tokens.
    package init?(token: some StringProtocol) {
        let parts = token.utf8.count <= 16 << 10 ? token.split(separator: ".", omittingEmptySubsequences: false) : []
        guard parts.count == 3, let payload = Base64Text.decode(parts[1], forURL: true),
            let value = try? ATValue(json: payload, lenient: true), value.members != nil
        else { return nil }
        expires = value["exp"]?.integer
        issued = value["iat"]?.integer
        scope = value["scope"]?.string
        subject = value["sub"]?.string.flatMap { DID($0) }
        id = value["jti"]?.string
    }
}
