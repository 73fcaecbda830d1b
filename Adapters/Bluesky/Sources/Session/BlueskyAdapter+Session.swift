package import SMMAdapterKit
package import SMMModel

extension BlueskyAdapter: RefreshesCredentials {
    /// Renews the session by its refresh token, and with the stored password once when that token is dead.
    ///
    /// A refresh may kill both old tokens at once (observed-behaviour, "Bluesky"), so a lost answer is `ambiguous`; a
    /// lost answer to a login is not, since logging in again harms nothing.
    package func refresh(
        _ credential: Credential, of account: AccountProfile, in context: ConnectContext
    ) async -> RefreshResult {
        guard let place = Seat.place(of: account) else {
            return .refused(Failure("account-not-connected", "The account's server is not known; connect it again."))
        }
        let (did, pds) = (place.did, place.pds.origin)
        let caller = Caller(context.transport, context.clock, outcomes: outcomes)
        guard let bearer = credential.bearer("refresh") else {
            return await logIn(credential, at: pds, as: did, caller: caller)
        }
        let request = XRPC(pds, authorization: bearer).procedure("com.atproto.server.refreshSession", nil)
        let response: HTTPResponse
        do {
            response = try await caller.deliver(request)
        } catch {
            return Self.lost(error)
        }
        if (200...299).contains(response.status) {
            guard let session = JSONValue(response.body).flatMap(Session.init), session.did == did else {
                return .ambiguous(Evidence(progress: .headReceived, failure: outcomes.failure(of: response)))
            }
            return .renewed(session.credential(password: credential.secrets["password"], now: context.clock.now))
        }
        return await refused(response, credential, at: pds, as: did, caller: caller)
    }

    private static func lost(_ error: HTTPTransportError) -> RefreshResult {
        if error.progress.nothingSent && error.status == nil { return .retry(after: nil, reason: error.failure) }
        // A refusal of which only the status arrived did nothing; but a 400 may have been any error (`XRPCWords.status`).
        let isOpen = error.status == 408 || error.status == 400 && error.failure.code != "too-large"
        if let status = error.status, (400...499).contains(status), !isOpen {
            return .retry(after: nil, reason: error.failure)
        }
        return .ambiguous(Evidence(progress: error.progress, failure: error.failure))
    }

    private func refused(
        _ response: HTTPResponse, _ credential: Credential, at pds: String, as did: String, caller: Caller
    ) async -> RefreshResult {
        let words = XRPCWords.of(response)
        let failure = outcomes.failure(of: response, words: words)
        switch (response.status, words.code) {
        case (_, "AccountTakedown"), (_, "AccountDeactivated"), (_, "AccountSuspended"), (_, "AccountNotFound"):
            return .refused(caller.judge.credentialFailure(response, words) ?? failure)
        // Whatever the server calls it: a session it certainly refuses is dead, and only the password can tell more.
        case _ where Login.isCertainRefusal(response):
            return await logIn(credential, at: pds, as: did, caller: caller)
        // Cut off or emptied, it may have been any error of the server's; whole JSON of another form is a proxy's.
        case _ where XRPCWords.isNameless(response) && JSONValue(response.body) == nil:
            return .ambiguous(Evidence(progress: .headReceived, failure: failure))
        default: break
        }
        let wait = outcomes.rates.wait(response.headers, now: caller.clock.now)
        switch StatusClass(response.status) {
        case .limited: return .retry(after: wait ?? outcomes.unknownWait, reason: failure)
        case .unavailable where wait != nil: return .retry(after: wait, reason: failure)
        case .unavailable, .unclear, .success: return .ambiguous(Evidence(progress: .headReceived, failure: failure))
        case .notProcessed, .redirect, .rejected, .reauth: return .retry(after: wait, reason: failure)
        }
    }

    private func logIn(
        _ credential: Credential, at pds: String, as did: String, caller: Caller
    ) async -> RefreshResult {
        guard let password = credential.secrets["password"], !password.isEmpty else {
            return .refused(
                Failure("session-ended", "The session has ended, and no password is kept; connect the account again."))
        }
        switch await Login.attempt(at: pds, as: did, password: password, factor: nil, caller: caller) {
        case .session(let session, let answer):
            guard session.did == did else { return .retry(after: nil, reason: caller.unreadable(answer).failure) }
            guard session.isActive else {
                return .refused(Failure("account-deactivated", "The account is not active on its server."))
            }
            return .renewed(session.credential(password: password, now: caller.clock.now))
        case .factorRequired:
            return .refused(
                Failure(
                    "factor-required", "The server wants a code by e-mail; connect the account with an app password."))
        case .refused(let failure), .factorRefused(let failure), .closed(let failure): return .refused(failure)
        case .failed(let refusal):
            if case .again(let after) = refusal.kind { return .retry(after: after, reason: refusal.failure) }
            return .retry(after: nil, reason: refusal.failure)
        }
    }
}

extension BlueskyAdapter: RevokesCredentials {
    /// Ends the session on the server (`deleteSession`, which takes the refresh token). One that has ended is done. An
    /// app password that is kept with it is a person's to take back: no session may delete it but one by the account's
    /// own password, which itself is not taken back.
    package func revoke(
        _ credential: Credential, of account: AccountProfile, in context: ConnectContext
    ) async -> Failure? {
        if let failure = await endSession(credential, of: account, in: context) { return failure }
        guard credential.secrets["password"] != nil, SessionScope(credential) != .full else { return nil }
        return Failure(
            "revoke-by-hand",
            "Its session has ended, but the app password still opens the account: take it back in the settings there, "
                + "under App passwords.")
    }

    private func endSession(
        _ credential: Credential, of account: AccountProfile, in context: ConnectContext
    ) async -> Failure? {
        guard let pds = Seat.place(of: account)?.pds.origin, let bearer = credential.bearer("refresh") else {
            return Failure("revoke-by-hand", "The server of its session, or its refresh token, is not known here.")
        }
        let caller = Caller(context.transport, context.clock, outcomes: outcomes)
        do throws(Refusal) {
            let request = XRPC(pds, authorization: bearer).procedure("com.atproto.server.deleteSession", nil)
            let response = try await caller.send(request)
            guard let refusal = caller.judge.refusal(response) else { return nil }
            return refusal.kind == .reauth && Login.isCertainRefusal(response) ? nil : refusal.failure
        } catch {
            return error.failure
        }
    }
}
