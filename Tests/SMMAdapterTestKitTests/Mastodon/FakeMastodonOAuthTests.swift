import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("The fake Mastodon: applications, consent, tokens")
struct FakeMastodonOAuthTests {
    /// RFC 7636, appendix B.
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    private static let loopback = "http://127.0.0.1:9/callback"

    private struct App {
        let id: String
        let secret: String
    }

    private func register(_ client: MastodonClient, scopes: String = "read write:statuses") async throws -> App {
        let answer = try await client.anonymous.json(
            "POST", "/api/v1/apps",
            [
                "client_name": .string("smmd"), "scopes": .string(scopes),
                "redirect_uris": .array([.string(Self.loopback), .string("urn:ietf:wg:oauth:2.0:oob")]),
            ])
        #expect(answer.status == 200)
        return App(
            id: try #require(answer["client_id"]?.string), secret: try #require(answer["client_secret"]?.string))
    }

    private func page(
        _ client: MastodonClient, _ app: App, redirect: String = loopback, scope: String = "read write:statuses",
        more: [(name: String, value: String)] = []
    ) -> String {
        let pairs = [
            (name: "response_type", value: "code"), (name: "client_id", value: app.id),
            (name: "redirect_uri", value: redirect), (name: "scope", value: scope), (name: "state", value: "s t"),
        ]
        return client.base + "/oauth/authorize?" + FormText.encode(pairs + more)
    }

    private static let pkce = [
        (name: "code_challenge", value: challenge), (name: "code_challenge_method", value: "S256"),
    ]

    private func code(_ grant: FakeMastodonGrant?) throws -> String {
        switch try #require(grant) {
        case .code(let code): return code.reveal()
        case .redirect(let address):
            let query = try #require(address.split(separator: "?").last)
            let pair = try #require(query.split(separator: "&").first { $0.hasPrefix("code=") })
            return String(pair.dropFirst(5))
        }
    }

    private func exchange(
        _ client: MastodonClient, _ app: App, code: String, redirect: String = loopback, verifier: String? = verifier,
        secret: String? = nil
    ) async throws -> HTTPResponse {
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("client_id", app.id),
            ("client_secret", secret ?? app.secret), ("redirect_uri", redirect),
        ]
        if let verifier { fields.append(("code_verifier", verifier)) }
        return try await client.anonymous.form("POST", "/oauth/token", fields)
    }

    @Test("a code by redirect, with PKCE, becomes a token that works within its scopes")
    func whole() async throws {
        var client = MastodonClient()
        let app = try await register(client)
        let url = page(client, app, more: Self.pkce)
        #expect(try await client.anonymous.get(url).status == 200)
        let grant = client.host.approve(url, as: "bakery")
        guard case .redirect(let address)? = grant else {
            Issue.record("no redirect")
            return
        }
        #expect(address.hasPrefix(Self.loopback + "?code=") && address.hasSuffix("&state=s%20t"))
        let answer = try await exchange(client, app, code: try code(grant))
        #expect(answer["token_type"] == .string("Bearer"))
        #expect(answer["scope"] == .string("read write:statuses"))
        #expect(answer["refresh_token"] == nil && answer["expires_in"] == nil)
        client.token = Secret(try #require(answer["access_token"]?.string))
        #expect(try await client.get("/api/v1/accounts/verify_credentials")["username"] == .string("bakery"))
        #expect(try await client.post("Bread").status == 200)
        #expect(try await client.upload().status == 403)
    }

    @Test("out of band the code is shown, and a code works once")
    func outOfBand() async throws {
        let client = MastodonClient()
        let app = try await register(client)
        let redirect = "urn:ietf:wg:oauth:2.0:oob"
        let grant = client.host.approve(page(client, app, redirect: redirect), as: "bakery")
        guard case .code? = grant else {
            Issue.record("no code")
            return
        }
        let code = try code(grant)
        let first = try await exchange(client, app, code: code, redirect: redirect, verifier: nil)
        #expect(first.status == 200)
        let second = try await exchange(client, app, code: code, redirect: redirect, verifier: nil)
        #expect(second.status == 400 && second["error"] == .string("invalid_grant"))
    }

    @Test("a wrong verifier, redirect, secret or an old code gives no token")
    func wrong() async throws {
        let client = MastodonClient()
        let app = try await register(client)
        func fresh() throws -> String {
            try code(client.host.approve(page(client, app, more: Self.pkce), as: "bakery"))
        }
        #expect(try await exchange(client, app, code: try fresh(), verifier: "x").status == 400)
        #expect(try await exchange(client, app, code: try fresh(), verifier: nil).status == 400)
        #expect(try await exchange(client, app, code: try fresh(), redirect: "http://127.0.0.1:8/").status == 400)
        let badSecret = try await exchange(client, app, code: try fresh(), secret: "x")
        #expect(badSecret.status == 401 && badSecret["error"] == .string("invalid_client"))
        let old = try fresh()
        client.clock.advance(by: .minutes(10))
        #expect(try await exchange(client, app, code: old).status == 400)
    }

    @Test("the page refuses what was not registered")
    func page() async throws {
        let client = MastodonClient()
        let app = try await register(client)
        let pages = [
            page(client, App(id: "client-9", secret: "")), page(client, app, redirect: "https://elsewhere.example/"),
            page(client, app, scope: "read write"),
            page(client, app, more: [("code_challenge", "abc"), ("code_challenge_method", "plain")]),
        ]
        for url in pages {
            #expect([400, 401].contains(try await client.anonymous.get(url).status))
            #expect(client.host.approve(url, as: "bakery") == nil)
        }
        #expect(client.host.approve(page(client, app), as: "nobody") == nil)
        #expect(client.host.snapshot.deny(page(client, app)) == Self.loopback + "?error=access_denied&state=s%20t")
    }

    @Test("a page may grant at once, for harnesses without a person")
    func grantsAtOnce() async throws {
        let client = MastodonClient()
        let app = try await register(client)
        client.host.change { server, _ in server.rules.grantsAs = "bakery" }
        let answer = try await client.anonymous.get(page(client, app, more: Self.pkce))
        #expect(answer.status == 302)
        let address = try #require(answer.values("Location").first)
        #expect(try await exchange(client, app, code: try code(.redirect(address))).status == 200)
        let shown = try await client.anonymous.get(page(client, app, redirect: "urn:ietf:wg:oauth:2.0:oob"))
        #expect(shown.status == 200 && shown.text.contains("<code>"))
    }

    @Test("an application is checked when it registers")
    func apps() async throws {
        let client = MastodonClient().anonymous
        let lines = try await client.form(
            "POST", "/api/v1/apps",
            [("client_name", "smmd"), ("redirect_uris", "http://127.0.0.1/a\nurn:ietf:wg:oauth:2.0:oob")])
        #expect(lines["redirect_uris"]?.elements?.count == 2)
        #expect(lines["scopes"] == .array([.string("read")]))
        let nameless = try await client.form("POST", "/api/v1/apps", [("redirect_uris", "http://127.0.0.1/")])
        #expect(nameless.status == 400)
        let unknown = try await client.form(
            "POST", "/api/v1/apps",
            [("client_name", "a"), ("redirect_uris", "http://127.0.0.1/"), ("scopes", "read:everything")])
        #expect(unknown.status == 422)
        client.host.change { server, _ in server.rules.registersApps = false }
        #expect(try await client.form("POST", "/api/v1/apps", [("client_name", "a")]).status == 404)
    }

    @Test("an application's own token reads the application and no account")
    func appToken() async throws {
        var client = MastodonClient()
        let app = try await register(client)
        let answer = try await client.anonymous.form(
            "POST", "/oauth/token",
            [("grant_type", "client_credentials"), ("client_id", app.id), ("client_secret", app.secret)])
        client.token = Secret(try #require(answer["access_token"]?.string))
        #expect(try await client.get("/api/v1/apps/verify_credentials")["name"] == .string("smmd"))
        #expect(try await client.get("/api/v1/accounts/verify_credentials").status == 422)
    }

    @Test("a revoked token is dead, and revoking is for its own client")
    func revoke() async throws {
        var client = MastodonClient()
        let app = try await register(client)
        let other = try await register(client)
        let grant = client.host.approve(page(client, app, more: Self.pkce), as: "bakery")
        let answer = try await exchange(client, app, code: try code(grant))
        let token = try #require(answer["access_token"]?.string)
        client.token = Secret(token)
        func revoke(_ app: App) async throws -> Int {
            try await client.anonymous.form(
                "POST", "/oauth/revoke",
                [("client_id", app.id), ("client_secret", app.secret), ("token", token)]
            ).status
        }
        #expect(try await revoke(other) == 403)
        #expect(try await client.get("/api/v1/accounts/verify_credentials").status == 200)
        #expect(try await revoke(app) == 200)
        #expect(try await revoke(app) == 200)
        #expect(try await client.get("/api/v1/accounts/verify_credentials").status == 401)
    }

    @Test("tokens that end are renewed once, and both old ones die")
    func refresh() async throws {
        var client = MastodonClient(.pleroma)
        let app = try await register(client)
        let grant = client.host.approve(page(client, app, more: Self.pkce), as: "bakery")
        let first = try await exchange(client, app, code: try code(grant))
        #expect(first["expires_in"] == .number(600))
        client.token = Secret(try #require(first["access_token"]?.string))
        #expect(try await client.get("/api/v1/accounts/verify_credentials").status == 200)
        client.clock.advance(by: .minutes(10))
        #expect(try await client.get("/api/v1/accounts/verify_credentials").status == 401)
        let anonymous = client.anonymous
        func renew(_ answer: HTTPResponse) async throws -> HTTPResponse {
            try await anonymous.form(
                "POST", "/oauth/token",
                [
                    ("grant_type", "refresh_token"), ("client_id", app.id), ("client_secret", app.secret),
                    ("refresh_token", try #require(answer["refresh_token"]?.string)),
                ])
        }
        let second = try await renew(first)
        client.token = Secret(try #require(second["access_token"]?.string))
        #expect(try await client.get("/api/v1/accounts/verify_credentials").status == 200)
        #expect(try await renew(first).status == 400)
        #expect(try await renew(second).status == 200)
        #expect(try await client.get("/api/v1/accounts/verify_credentials").status == 401)
    }

    @Test("the server says where its endpoints are, unless it is too old to")
    func discovery() async throws {
        let found = try await MastodonClient().anonymous.get("/.well-known/oauth-authorization-server")
        #expect(found["token_endpoint"] == .string("https://fake.example/oauth/token"))
        #expect(found["code_challenge_methods_supported"] == .array([.string("S256")]))
        let old = try await MastodonClient(.pleroma).anonymous.get("/.well-known/oauth-authorization-server")
        #expect(old.status == 404)
    }

    @Test("secrets never stand in the log or in a printed server")
    func discretion() async throws {
        let client = MastodonClient()
        let app = try await register(client)
        let grant = client.host.approve(page(client, app, more: Self.pkce), as: "bakery")
        let answer = try await exchange(client, app, code: try code(grant))
        let token = try #require(answer["access_token"]?.string)
        let server = client.host.snapshot
        #expect(!"\(server.log)".contains(app.secret) && !"\(server.log)".contains("code="))
        #expect(server.log.count >= 2 && server.tokens.count == 2)
        #expect(!"\(server.tokens) \(server.apps)".contains(token))
    }
}
