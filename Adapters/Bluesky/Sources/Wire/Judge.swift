import SMMAdapterKit
import SMMModel

/// Reads answers by status and error name, the same way for every call (fact sheet section 5, "Errors").
struct Judge: Sendable {
    /// What is the same on every platform.
    let outcomes: HTTPOutcome
    /// The time of the answer.
    let now: Instant
    /// When the credential in use ends; a server that names no errors is understood by it.
    let expiresAt: Instant?
    /// Who answers.
    let party: Party

    /// The code of a refusal of the video service's own token.
    static let videoTokenRefused = "video-token-refused"

    /// The failure when the answer is about the credential; nil when it is not.
    ///
    /// An ended access token is a **400** `ExpiredToken` on the reference server. A server that answers plain text says
    /// neither: there the token's own end decides.
    func credentialFailure(_ response: HTTPResponse, _ words: PlatformWords) -> Failure? {
        guard party != .video, (400...403).contains(response.status) else { return nil }
        if lacksScope(response.status, words) { return nil }
        var failure = outcomes.failure(of: response, words: words)
        switch (response.status, words.code) {
        case (_, "ExpiredToken"):
            failure.code = "credential-expired"
            failure.message = "The session's access token has ended."
        case (_, "AccountTakedown"):
            failure.code = "account-taken-down"
            failure.message = "The server has taken the account down."
        case (_, "AccountDeactivated"),
            (_, "AccountSuspended") where response.status == 401:
            failure.code = "account-deactivated"
            failure.message = "The account is deactivated on its server."
        case (403, "AccountNotFound"):
            failure.code = "account-gone"
            failure.message = "The server no longer has the account."
        case (_, "InvalidToken"), (_, "AuthMissing"):
            failure.code = "credential-refused"
            failure.message = "The platform does not accept the credential."
        case (400, nil) where XRPCWords.isPlain(response) && hasEnded, (401, nil) where hasEnded:
            failure.code = "credential-expired"
            failure.message = "The session's access token has ended."
        case (401, _): failure.code = "credential-refused"
        default: return nil
        }
        return failure
    }

    private var hasEnded: Bool { expiresAt.map { $0 <= now } ?? false }

    /// Whether the session lives and may not use direct messages: only a plain app password is known not to. For every
    /// other session the chat service's 400 `InvalidToken` is what it is elsewhere: an ended or a dead token.
    private func lacksScope(_ status: Int, _ words: PlatformWords) -> Bool {
        party == .chat(.appPassword) && status == 400 && words.code == "InvalidToken"
    }

    private static func scopeMissing(_ failure: Failure) -> Failure {
        var failure = failure
        failure.code = "scope-missing"
        failure.message = "The session may not use direct messages: the app password was made without."
        return failure
    }

    /// The refusal of the video service's own token; a new one is asked for (``VideoUpload``).
    private static func tokenRefused(_ failure: Failure) -> Refusal {
        var failure = failure
        failure.code = videoTokenRefused
        failure.message = "The video service does not accept the token made for it."
        return .again(failure)
    }

    private static let tokenNames: Set<String> = ["ExpiredToken", "InvalidToken", "AuthMissing", "BadJwt"]

    /// The refusal an answer is; nil for a 2xx.
    func refusal(_ response: HTTPResponse) -> Refusal? {
        let words = XRPCWords.of(response)
        if let failure = credentialFailure(response, words) { return .reauth(failure) }
        if party == .video, (400...403).contains(response.status),
            response.status == 401 || words.code.map(Self.tokenNames.contains) == true
        {
            return Self.tokenRefused(outcomes.failure(of: response, words: words))
        }
        if lacksScope(response.status, words) {
            return .never(Self.scopeMissing(outcomes.failure(of: response, words: words)))
        }
        if XRPCWords.isNameless(response) { return .again(outcomes.failure(of: response)) }
        switch outcomes.preparedInVain(response, now: now, words: words) {
        case .retry(let after, let failure): return Refusal(kind: .again(after), failure: failure)
        case .rejected(let failure):
            return Refusal(kind: .never, failure: failure, isPlain: XRPCWords.isPlain(response))
        case .needsReauth(let failure): return .reauth(failure)
        case .prepared, nil: return nil
        }
    }

    /// The refusal a lost answer is to a question, or to a step that may be repeated.
    func refusal(_ error: HTTPTransportError) -> Refusal {
        if party == .video, error.status == 401 { return Self.tokenRefused(error.failure) }
        switch outcomes.preparedInVain(error) {
        case .retry(let after, let failure):
            return Refusal(kind: .again(after), failure: failure, progress: error.progress)
        case .rejected(let failure): return Refusal(kind: .never, failure: failure, progress: error.progress)
        case .needsReauth(let failure): return Refusal(kind: .reauth, failure: failure, progress: error.progress)
        case .prepared: return Refusal(kind: .again(nil), failure: error.failure, progress: error.progress)
        }
    }

    /// The outcome of an effect whose answer was lost.
    ///
    /// A server may say 400 of everything (``XRPCWords/status(_:)``): with the error's name lost it may have been a 500 or a
    /// 504 of something that was done. One that is too large to be read is no PDS's, and would be as large the next time.
    func outcome(of error: HTTPTransportError) -> AttemptOutcome {
        guard error.status == 400, error.failure.code != "too-large" else { return outcomes.outcome(of: error) }
        var failure = error.failure
        failure.status = 400
        return .ambiguous(Evidence(progress: max(error.progress, .headReceived), failure: failure))
    }

    /// The result of an effect's answer; `receipt` reads a 2xx, and nil from it leaves the outcome open.
    func result(of response: HTTPResponse, receipt: (JSONValue) -> Receipt?) -> AttemptResult {
        let words = XRPCWords.of(response)
        if let failure = credentialFailure(response, words) {
            return AttemptResult(.needsReauth(failure), rate: outcomes.rates.budget(response.headers, now: now))
        }
        if lacksScope(response.status, words) {
            return AttemptResult(.rejected(Self.scopeMissing(outcomes.failure(of: response, words: words))))
        }
        return outcomes.result(of: response, now: now, words: words) { response in
            JSONValue(response.body).flatMap(receipt)
        }
    }
}
