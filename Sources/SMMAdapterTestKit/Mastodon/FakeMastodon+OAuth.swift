import Crypto
import FoundationEssentials
import SMMAdapterKit
import SMMModel

extension FakeMastodon {
    /// The redirect that shows the code instead of sending the browser away.
    static let outOfBand = "urn:ietf:wg:oauth:2.0:oob"

    func discovery(_ call: FakeMastodonCall) throws(FakeMastodonRefusal) -> HTTPResponse {
        guard rules.hasDiscovery else { throw .notFound }
        var members: [String: FakeJSON] = [
            "issuer": .string(call.base + "/"), "service_documentation": .string("https://docs.joinmastodon.org/"),
            "authorization_endpoint": .string(call.base + "/oauth/authorize"),
            "token_endpoint": .string(call.base + "/oauth/token"),
            "revocation_endpoint": .string(call.base + "/oauth/revoke"),
            "userinfo_endpoint": .string(call.base + "/oauth/userinfo"),
            "app_registration_endpoint": .string(call.base + "/api/v1/apps"),
        ]
        let lists: [String: [String]] = [
            "scopes_supported": rules.scopes, "response_types_supported": ["code"],
            "response_modes_supported": ["query", "fragment", "form_post"],
            "grant_types_supported": ["authorization_code", "client_credentials"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        ]
        for (name, values) in lists { members[name] = .array(values.map(FakeJSON.string)) }
        return FakeReply.json(200, .object(members))
    }

    mutating func registerApp(
        _ call: FakeMastodonCall, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        guard rules.registersApps else { throw .notFound }
        let fields = try call.fields(rules)
        let name = try fields.needed("client_name")
        let redirects = try redirects(fields)
        guard !redirects.isEmpty, redirects.allSatisfy(Self.isRedirect) else {
            throw .invalid(rules, "redirect_uri", "ERR_INVALID", "Redirect URI is invalid", "Die Adresse ist ungültig")
        }
        let scopes = FakeMastodonScope.split(try fields.text("scopes") ?? "read")
        guard scopes.allSatisfy(rules.scopes.contains) else {
            throw .invalid(rules, "scopes", "ERR_INVALID", "Scopes don't match", "Die Rechte passen nicht")
        }
        let app = FakeMastodonApp(
            id: "\(apps.count + 1)", name: name, website: try fields.text("website"), redirects: redirects,
            scopes: scopes, client: "client-\(apps.count + 1)", secret: secret("client-secret"))
        apps[app.client] = app
        var members = view(app)
        members["client_id"] = .string(app.client)
        members["client_secret"] = .string(app.secret.reveal())
        members["client_secret_expires_at"] = .number(0)
        return FakeReply.json(200, .object(members))
    }

    /// A text with one address a line, or an array.
    private func redirects(_ fields: FakeMastodonFields) throws(FakeMastodonRefusal) -> [String] {
        if let all = try? fields.texts("redirect_uris") { return all }
        return try fields.needed("redirect_uris").split(whereSeparator: \.isNewline).map(String.init)
    }

    func verifyApp(_ caller: FakeMastodonCaller) throws(FakeMastodonRefusal) -> HTTPResponse {
        guard let client = caller.token?.client, let app = apps[client] else { throw .badToken(rules) }
        return FakeReply.json(200, .object(view(app)))
    }

    private func view(_ app: FakeMastodonApp) -> [String: FakeJSON] {
        [
            "id": .string(app.id), "name": .string(app.name), "website": .text(app.website),
            "scopes": .array(app.scopes.map(FakeJSON.string)),
            "redirect_uri": .string(app.redirects.joined(separator: "\n")),
            "redirect_uris": .array(app.redirects.map(FakeJSON.string)), "vapid_key": .string("fake"),
        ]
    }

    private static func isRedirect(_ text: String) -> Bool {
        text == outOfBand || (text.contains("://") && !text.contains("#"))
    }

    /// A secret nobody has seen before. Not random: a test repeats.
    mutating func secret(_ name: String) -> Secret {
        secretCount += 1
        let digest = SHA256.hash(data: Data("\(name) \(secretCount)".utf8))
        let end = Hex.text(Array(digest.prefix(16)))
        return Secret(rules.secretMark.map { "\($0)_\(name)_\(end)" } ?? "\(name)-\(end)")
    }

    /// The page a person sees: it waits for ``approve(_:as:now:)``, or grants at once where the rules say by whom.
    mutating func authorizePage(
        _ call: FakeMastodonCall, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        let asked = try request(call)
        guard let name = rules.grantsAs, let account = localAccount(name) else {
            return Self.page(200, "Authorize \(asked.client)?")
        }
        switch grant(asked, account.id, now: now) {
        case .redirect(let address):
            return HTTPResponse(status: 302, headers: [HTTPField("Location", address)])
        case .code(let code): return Self.page(200, "<code>\(code.reveal())</code>")
        }
    }

    private static func page(_ status: Int, _ text: String) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: [HTTPField("Content-Type", "text/html; charset=utf-8")],
            body: Array("<!doctype html><title>Authorize</title><p>\(text)</p>".utf8))
    }

    /// What an authorize page is asked for, checked as RFC 6749 section 4.1.1 and RFC 7636 have it.
    func request(_ call: FakeMastodonCall) throws(FakeMastodonRefusal) -> FakeMastodonAsked {
        let query = try call.query(rules)
        guard let client = try query.text("client_id"), let app = apps[client] else {
            throw .oauth(401, "invalid_client", "Client authentication failed.")
        }
        guard let redirect = try query.text("redirect_uri"), app.redirects.contains(redirect) else {
            throw .oauth(400, "invalid_redirect_uri", "The requested redirect uri is malformed or does not match.")
        }
        guard try query.text("response_type") == "code" else {
            throw .oauth(400, "unsupported_response_type", "The response type is not supported.")
        }
        let scopes = FakeMastodonScope.split(try query.text("scope") ?? "read")
        guard FakeMastodonScope.covers(app.scopes, all: scopes) else {
            throw .oauth(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.")
        }
        let challenge = try query.text("code_challenge")
        let method = try query.text("code_challenge_method")
        guard challenge == nil || method == "S256" else {
            throw .oauth(400, "invalid_code_challenge_method", "The code challenge method must be S256.")
        }
        return FakeMastodonAsked(
            client: client, redirect: redirect, scopes: scopes, challenge: challenge, state: try query.text("state"))
    }

    /// Makes a code for what was asked.
    mutating func grant(_ asked: FakeMastodonAsked, _ account: String, now: Instant) -> FakeMastodonGrant {
        let code = secret("code")
        codes[code] = FakeMastodonCode(
            client: asked.client, account: account, redirect: asked.redirect, scopes: asked.scopes,
            challenge: asked.challenge, madeAt: now)
        return asked.redirect == Self.outOfBand ? .code(code) : .redirect(asked.address(["code": code.reveal()]))
    }
}
