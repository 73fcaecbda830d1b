import Crypto
import FoundationEssentials
import SMMAdapterKit
import SMMModel

extension FakeMastodon {
    /// How long a code can be used.
    private static let codeLife: Milliseconds = .minutes(10)

    mutating func makeToken(_ call: FakeMastodonCall, now: Instant) throws(FakeMastodonRefusal) -> HTTPResponse {
        let fields = try call.fields(rules)
        let app = try client(call, fields)
        switch try fields.text("grant_type") {
        case "authorization_code": return try exchange(app, fields, now: now)
        case "client_credentials":
            let scopes = FakeMastodonScope.split(try fields.text("scope") ?? "read")
            guard FakeMastodonScope.covers(app.scopes, all: scopes) else {
                throw .oauth(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.")
            }
            return give(app.client, nil, scopes, now: now)
        case "refresh_token" where rules.tokenLife != nil: return try refresh(app, fields, now: now)
        default: throw .oauth(400, "unsupported_grant_type", "The authorization grant type is not supported.")
        }
    }

    /// The client of a call to the token endpoint, by its id and secret in the body or in the Basic scheme.
    private func client(
        _ call: FakeMastodonCall, _ fields: FakeMastodonFields
    ) throws(FakeMastodonRefusal) -> FakeMastodonApp {
        var id = try fields.text("client_id")
        var secret = try fields.text("client_secret")
        if let value = call.header("authorization"), value.hasPrefix("Basic "),
            let data = Data(base64Encoded: String(value.dropFirst(6))),
            let text = String(validating: data, as: UTF8.self), let colon = text.firstIndex(of: ":")
        {
            id = String(text[..<colon])
            secret = String(text[colon...].dropFirst())
        }
        guard let id, let secret, let app = apps[id], app.secret == Secret(secret) else {
            throw .oauth(401, "invalid_client", "Client authentication failed due to unknown client.")
        }
        return app
    }

    private mutating func exchange(
        _ app: FakeMastodonApp, _ fields: FakeMastodonFields, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        let refusal = FakeMastodonRefusal.oauth(
            400, "invalid_grant", "The provided authorization grant is invalid, expired, revoked, or does not match.")
        // A code is used up by the first try, whatever comes of it.
        guard let value = try fields.text("code"), let code = codes.removeValue(forKey: Secret(value)) else {
            throw refusal
        }
        guard code.client == app.client, code.redirect == (try fields.text("redirect_uri")),
            now - code.madeAt < Self.codeLife
        else { throw refusal }
        let verifier = try fields.text("code_verifier")
        if let challenge = code.challenge {
            guard let verifier, Self.challenge(verifier) == challenge else { throw refusal }
        } else if verifier != nil {
            throw refusal
        }
        return give(app.client, code.account, code.scopes, now: now)
    }

    private mutating func refresh(
        _ app: FakeMastodonApp, _ fields: FakeMastodonFields, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        let refusal = FakeMastodonRefusal.oauth(400, "invalid_grant", "The refresh token is invalid.")
        guard let value = try fields.text("refresh_token"), let known = refreshTokens[Secret(value)],
            known.client == app.client
        else { throw refusal }
        if rules.rotatesRefreshTokens {
            refreshTokens[Secret(value)] = nil
            tokens = tokens.filter { $0.value.serial != known.serial }
        }
        return give(known.client, known.account, known.scopes, now: now)
    }

    /// Makes a token and tells it.
    private mutating func give(
        _ client: String, _ account: String?, _ scopes: [String], now: Instant
    ) -> HTTPResponse {
        let (access, token) = issue(client, account, scopes, now: now)
        var members: [String: FakeJSON] = [
            "access_token": .string(access.reveal()), "token_type": .string("Bearer"),
            "scope": .string(scopes.joined(separator: " ")),
            "created_at": .number(Double(now.milliseconds / 1000)),
        ]
        if let life = rules.tokenLife, account != nil {
            let refresh = secret("refresh")
            refreshTokens[refresh] = token
            members["refresh_token"] = .string(refresh.reveal())
            members["expires_in"] = .number(Double(life.count / 1000))
        }
        return FakeReply.json(200, .object(members))
    }

    /// Makes a token.
    mutating func issue(
        _ client: String, _ account: String?, _ scopes: [String], now: Instant
    ) -> (access: Secret, token: FakeMastodonToken) {
        let access = secret("access")
        let life = account == nil ? nil : rules.tokenLife
        let token = FakeMastodonToken(
            serial: secretCount, client: client, account: account, scopes: scopes, madeAt: now,
            endsAt: life.map { now + $0 })
        tokens[access] = token
        return (access, token)
    }

    mutating func revokeToken(_ call: FakeMastodonCall) throws(FakeMastodonRefusal) -> HTTPResponse {
        let fields = try call.fields(rules)
        let app = try? client(call, fields)
        guard let app else {
            throw .oauth(403, "unauthorized_client", "You are not authorized to revoke this token")
        }
        let value = Secret(try fields.needed("token"))
        let known = tokens[value] ?? refreshTokens[value]
        if let known {
            guard known.client == app.client else {
                throw .oauth(403, "unauthorized_client", "You are not authorized to revoke this token")
            }
            tokens = tokens.filter { $0.value.serial != known.serial }
            refreshTokens = refreshTokens.filter { $0.value.serial != known.serial }
        }
        return FakeReply.json(200, .object([:]))
    }

    /// BASE64URL(SHA256(verifier)) without padding (RFC 7636, section 4.2).
    private static func challenge(_ verifier: String) -> String {
        let digest = Data(SHA256.hash(data: Data(verifier.utf8)))
        return String(
            digest.base64EncodedString().filter { $0 != "=" }
                .map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }
}
