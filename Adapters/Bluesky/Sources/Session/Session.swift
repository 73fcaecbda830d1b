import SMMAdapterKit
import SMMModel

/// What `createSession` and `refreshSession` give.
struct Session: Sendable, Hashable {
    /// The token for requests.
    let access: Secret
    /// The token for the next session.
    let refresh: Secret
    /// The account's DID.
    let did: String
    /// Whether the account is active; true where the server does not say.
    let isActive: Bool
    /// Why it is not: `takendown`, `suspended`, `deactivated`.
    let status: String?

    /// Reads an answer; nil when a token or the handle is missing or empty, or the DID is none.
    init?(_ json: JSONValue) {
        guard let access = json["accessJwt"]?.word, let refresh = json["refreshJwt"]?.word,
            let did = json["did"]?.word, Identifier.isDID(did), json["handle"]?.word != nil
        else { return nil }
        self.access = Secret(access)
        self.refresh = Secret(refresh)
        self.did = did
        isActive = json["active"]?.bool ?? true
        status = json["status"]?.word
    }

    /// What the access token says of itself.
    var claims: TokenClaims { TokenClaims(access) }

    /// The session as a credential; the password stays with it, to log in again when the session is dead.
    func credential(password: Secret?, now: Instant) -> Credential {
        var secrets = ["access": access, "refresh": refresh]
        if let password, !password.isEmpty { secrets["password"] = password }
        let claims = claims
        return Credential(
            kind: BlueskyManifest.credentialKind, secrets: secrets,
            facts: claims.scope.map { [BlueskyFact.scope: $0] } ?? [:], issuedAt: now, expiresAt: claims.expiresAt)
    }
}
