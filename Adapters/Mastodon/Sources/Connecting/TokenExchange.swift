import SMMAdapterKit
import SMMModel

/// Writes questions to a token endpoint and reads its answers (RFC 6749, sections 4.1.3, 5.1 and 6).
enum TokenExchange {
    /// The longest life of a token that is believed: ten years.
    static let longestLife: Int64 = 315_360_000

    /// A form whose fields are secrets.
    static func request(_ endpoint: String, _ fields: [(name: String, value: String)]) -> HTTPRequest {
        HTTPRequest(
            method: "POST", url: endpoint,
            headers: [
                HTTPField("Accept", "application/json"),
                HTTPField("Content-Type", "application/x-www-form-urlencoded"),
            ], secretBody: Secret(FormText.encode(fields)), isIdempotent: false)
    }

    /// The credential in an answer; nil when there is no token in it that can be used in a header.
    static func credential(_ body: JSONValue, now: Instant) -> Credential? {
        guard let access = body["access_token"]?.filled, isToken(access),
            body["token_type"]?.string.map({ $0.lowercased() == "bearer" }) ?? true
        else { return nil }
        var credential = Credential(kind: "oauth", secrets: ["access": Secret(access)], issuedAt: now)
        if let refresh = body["refresh_token"]?.filled, isToken(refresh) {
            credential.secrets["refresh"] = Secret(refresh)
        }
        if let scopes = ScopeNeeds.list(body["scope"]?.string) {
            credential.facts[MastodonFact.scopes] = scopes.joined(separator: " ")
        }
        if let life = body["expires_in"]?.integer, life > 0 {
            credential.expiresAt = now + .seconds(min(life, longestLife))
        }
        return credential
    }

    private static func isToken(_ text: String) -> Bool {
        text.utf8.count <= 8192 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
