package import SMMAdapterKit
package import SMMModel

extension MastodonAdapter: RefreshesCredentials {
    /// Tokens of most servers do not end and come without a refresh token; those made by hand never have one.
    package func canRefresh(_ credential: Credential) -> Bool {
        credential.secrets["refresh"] != nil && credential.facts["client-id"] != nil
            && credential.secrets["client-secret"] != nil
    }

    /// Renews a token that ends; only servers that give `expires_in` and a refresh token have such.
    package func refresh(
        _ credential: Credential, of account: AccountProfile, in context: ConnectContext
    ) async -> RefreshResult {
        guard let server = ServerAddress(account.settings["server"] ?? ""), let refresh = credential.secrets["refresh"],
            let client = credential.facts["client-id"], let secret = credential.secrets["client-secret"]
        else {
            return .refused(
                Failure("no-refresh-token", "The account has no token to renew; it must be connected again."))
        }
        let fields = [
            (name: "grant_type", value: "refresh_token"), (name: "refresh_token", value: refresh.reveal()),
            (name: "client_id", value: client), (name: "client_secret", value: secret.reveal()),
        ]
        let response: HTTPResponse
        do {
            response = try await context.transport.send(
                TokenExchange.request(endpoint("token-endpoint", "/oauth/token", credential, server), fields))
        } catch {
            return result(outcomes.outcome(of: error), isFinal: false)
        }
        let now = context.clock.now
        if (200...299).contains(response.status), let body = JSONValue(bytes: response.body),
            let fresh = TokenExchange.credential(body, now: now)
        {
            return .renewed(renewed(credential, fresh))
        }
        return result(
            outcomes.outcome(of: response, now: now, words: ServerWords.read(response), receipt: { _ in nil }),
            isFinal: Self.isFinal(response))
    }

    /// Whether the token endpoint itself says that the refresh token or the client is no good (RFC 6749, section 5.2).
    ///
    /// A redirect, a page and an answer without such a code may come from what stands before the server.
    private static func isFinal(_ response: HTTPResponse) -> Bool {
        guard let code = JSONValue(bytes: response.body)?["error"]?.string else { return false }
        return ["invalid_grant", "invalid_client"].contains(code)
    }

    /// What the answer leaves out stays as it was (RFC 6749, section 6).
    private func renewed(_ old: Credential, _ fresh: Credential) -> Credential {
        var credential = fresh
        credential.secrets.merge(old.secrets) { new, _ in new }
        credential.facts.merge(old.facts) { new, _ in new }
        return credential
    }

    private func result(_ outcome: AttemptOutcome, isFinal: Bool) -> RefreshResult {
        switch outcome {
        case .retry(let after, let failure): .retry(after: after, reason: failure)
        case .rejected(let failure), .needsReauth(let failure):
            isFinal ? .refused(failure) : .retry(after: nil, reason: failure)
        case .ambiguous(let evidence): .ambiguous(evidence)
        case .published, .duplicateOf:
            .ambiguous(Evidence(progress: .headReceived, failure: Failure("answer-unreadable", "No token was given.")))
        }
    }

    /// The address noted when the account was connected, as long as it is on the account's own server.
    func endpoint(_ name: String, _ path: String, _ credential: Credential, _ server: ServerAddress) -> String {
        credential.facts[name].flatMap { server.holds($0) ? $0 : nil } ?? server.origin + path
    }
}

extension MastodonAdapter: RevokesCredentials {
    /// Takes the token back; a token that does not live any more needs nothing.
    package func revoke(
        _ credential: Credential, of account: AccountProfile, in context: ConnectContext
    ) async -> Failure? {
        guard let server = ServerAddress(account.settings["server"] ?? ""), let access = credential.secrets["access"]
        else { return Failure("revoke-by-hand", "Its server or its token is not known here.") }
        guard let client = credential.facts["client-id"], let secret = credential.secrets["client-secret"] else {
            return Failure(
                "revoke-by-hand",
                "The token was made by hand: take it back in the server's preferences under Development.")
        }
        let fields = [
            (name: "client_id", value: client), (name: "client_secret", value: secret.reveal()),
            (name: "token", value: access.reveal()),
        ]
        do {
            let response = try await context.transport.send(
                TokenExchange.request(endpoint("revoke-endpoint", "/oauth/revoke", credential, server), fields))
            if (200...299).contains(response.status) { return nil }
            return outcomes.failure(of: response, words: ServerWords.read(response))
        } catch {
            return error.failure
        }
    }
}
