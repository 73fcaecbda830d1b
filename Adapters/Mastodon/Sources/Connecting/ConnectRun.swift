import Crypto
import SMMAdapterKit
import SMMModel

/// One step of connecting.
struct ConnectRun {
    /// The redirect by which the server shows the code for pasting.
    static let pasting = "urn:ietf:wg:oauth:2.0:oob"

    let server: ServerAddress
    let outcomes: HTTPOutcome
    let request: ConnectRequest
    let context: ConnectContext

    /// Without a token.
    var stranger: ServerSession { session(nil) }

    func session(_ bearer: Secret?) -> ServerSession {
        ServerSession(
            server: server, bearer: bearer, transport: context.transport, clock: context.clock, outcomes: outcomes)
    }

    /// Looks at the server, registers a client, and sends the person to the browser.
    func begin() async throws(ConnectStop) -> ConnectStep {
        let found = try await ServerDiscovery.ask(stranger)
        let scopes = ScopeNeeds.request(supported: found.scopes, isFineGrained: found.instance.numbersLikeMastodon)
        var memory = ConnectMemory(values: [
            "server": server.origin, "scopes": scopes, "token-endpoint": found.token, "revoke-endpoint": found.revoke,
            "redirect": request.redirect ?? Self.pasting,
        ])
        memory.values["issuer"] = found.issuer
        if found.namesIssuer { memory.values["issuer-named"] = "true" }
        guard let client = try await ClientRegistration(run: self).register(found, scopes) else {
            // Some servers register clients only by hand; a token made there works as well.
            return .ask(.token, memory: memory)
        }
        memory.values["client-id"] = client.id
        memory.secrets["client-secret"] = client.secret
        let state = Self.code(context.random(32))
        memory.secrets["state"] = Secret(state)
        var query = [
            (name: "response_type", value: "code"), (name: "client_id", value: client.id),
            (name: "redirect_uri", value: request.redirect ?? Self.pasting), (name: "scope", value: scopes),
            (name: "state", value: state), (name: "force_login", value: "true"),
        ]
        if found.takesChallenge {
            let verifier = Self.code(context.random(32))
            memory.secrets["verifier"] = Secret(verifier)
            query.append((name: "code_challenge", value: Self.challenge(verifier)))
            query.append((name: "code_challenge_method", value: "S256"))
        }
        let mark = found.authorize.contains("?") ? "&" : "?"
        return .visit(url: found.authorize + mark + FormText.encode(query), memory: memory)
    }

    /// Takes the code to the token endpoint.
    func exchange(_ code: Secret, _ state: String?, _ issuer: String?) async throws(ConnectStop) -> ConnectStep {
        let memory = request.memory
        guard let client = memory.values["client-id"], let secret = memory.secrets["client-secret"],
            let redirect = memory.values["redirect"], let endpoint = memory.values["token-endpoint"]
        else { throw .refused(Self.startAgain("There is no connection going on that this code belongs to.")) }
        try checkState(state, pasted: redirect == Self.pasting)
        try checkIssuer(issuer, pasted: redirect == Self.pasting)
        var fields = [
            (name: "grant_type", value: "authorization_code"), (name: "code", value: code.reveal().trimmedOfBlanks),
            (name: "client_id", value: client), (name: "client_secret", value: secret.reveal()),
            (name: "redirect_uri", value: redirect),
        ]
        if let scopes = memory.values["scopes"] { fields.append((name: "scope", value: scopes)) }
        if let verifier = memory.secrets["verifier"] {
            fields.append((name: "code_verifier", value: verifier.reveal()))
        }
        let answer = try await tokenAnswer(TokenExchange.request(endpoint, fields))
        guard var credential = TokenExchange.credential(answer.body, now: context.clock.now) else {
            throw .later(after: nil, outcomes.failure(of: answer.response))
        }
        credential.secrets["client-secret"] = secret
        credential.facts["client-id"] = client
        credential.facts["token-endpoint"] = endpoint
        credential.facts["revoke-endpoint"] = memory.values["revoke-endpoint"]
        return try await verifyExchanged(credential)
    }

    /// Takes a token made by hand.
    func take(_ token: Secret) async throws(ConnectStop) -> ConnectStep {
        let text = token.reveal().trimmedOfBlanks
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), text.utf8.count <= 4096 else {
            throw .refused(Self.badToken(server))
        }
        return try await verify(
            Credential(kind: "token", secrets: ["access": Secret(text)], issuedAt: context.clock.now))
    }

    private func verify(_ credential: Credential) async throws(ConnectStop) -> ConnectStep {
        let account = try await AccountVerification(run: self, credential: credential).account()
        return .connected(account)
    }

    /// Verifies a token that this connection was given. One that nobody will keep is taken back: it would live on with
    /// no one to know it.
    private func verifyExchanged(_ credential: Credential) async throws(ConnectStop) -> ConnectStep {
        do {
            return try await verify(credential)
        } catch {
            if await takeBack(credential) { throw error }
            throw error.leaving(
                "The token that was given for this was not taken back: do that in the account's settings on the server."
            )
        }
    }

    /// Asks once; gives whether the server did it.
    private func takeBack(_ credential: Credential) async -> Bool {
        guard let endpoint = credential.facts["revoke-endpoint"], let client = credential.facts["client-id"],
            let secret = credential.secrets["client-secret"], let access = credential.secrets["access"]
        else { return false }
        let fields = [
            (name: "client_id", value: client), (name: "client_secret", value: secret.reveal()),
            (name: "token", value: access.reveal()),
        ]
        do {
            return (200...299).contains(try await stranger.raw(TokenExchange.request(endpoint, fields)).status)
        } catch {
            return false
        }
    }

    /// A server that says it names itself with every code must do so, else the code may be another's (RFC 9207,
    /// section 2.4). A pasted code comes without.
    private func checkIssuer(_ issuer: String?, pasted: Bool) throws(ConnectStop) {
        let known = request.memory.values["issuer"]
        if let issuer, let known, issuer != known {
            throw .refused(Self.startAgain("The code came from another server than the one that was asked."))
        }
        if issuer == nil && !pasted && request.memory.values["issuer-named"] != nil {
            throw .refused(Self.startAgain("The code does not say which server it came from, as this server's do."))
        }
    }

    /// A code that came by redirect must bring our state back; a pasted one has none.
    private func checkState(_ state: String?, pasted: Bool) throws(ConnectStop) {
        if state == nil && pasted { return }
        guard let state, let known = request.memory.secrets["state"], Self.isSame(state, known.reveal()) else {
            throw .refused(Self.startAgain("The code was not asked for by this connection."))
        }
    }

    private func tokenAnswer(_ request: HTTPRequest) async throws(ConnectStop) -> Answer {
        do {
            return try await stranger.ask(request)
        } catch {
            switch (error, error.failure.status) {
            case (.refused, 400?), (.reauth, _), (.refused, 403?), (.refused, 422?):
                throw .refused(Self.startAgain("The server does not accept the code; it may be used up or too old."))
            default: throw ConnectStop.of(error, server)
            }
        }
    }

    /// Compares in a time that does not depend on where two texts differ.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        let (one, two) = (Array(left.utf8), Array(right.utf8))
        guard one.count == two.count else { return false }
        return zip(one, two).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func challenge(_ verifier: String) -> String {
        code(Array(SHA256.hash(data: Array(verifier.utf8))))
    }

    /// Base64url without padding (RFC 7636, appendix A).
    static func code(_ bytes: [UInt8]) -> String { Base64Text.encode(bytes, forURL: true) }

    static func startAgain(_ why: String) -> Problem {
        Problem(
            Problem.Code("connection-broken"), status: 422, why, allowed: "the code of this connection, once",
            next: "Begin again with smmctl account add mastodon.")
    }

    static func badToken(_ server: ServerAddress) -> Problem {
        Problem(
            Problem.Code("token-refused"), status: 422, "\(server.authority) does not accept the token.",
            allowed: "a token of this server that was not revoked",
            next: "Make a new one in the server's preferences under Development, or connect in the browser.")
    }
}

extension String {
    /// Without the blanks and line ends that come with pasting.
    var trimmedOfBlanks: String {
        let head = drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }
}
