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
    /// Whether the answers are the chat service's, which calls the token of a plain app password invalid (400).
    let isChat: Bool

    /// The failure when the answer is about the credential; nil when it is not.
    ///
    /// An ended access token is a **400** `ExpiredToken` on the reference server. A server that answers plain text says
    /// neither: there the token's own end decides.
    func credentialFailure(_ response: HTTPResponse, _ words: PlatformWords) -> Failure? {
        guard (400...403).contains(response.status) else { return nil }
        var failure = outcomes.failure(of: response, words: words)
        switch (response.status, words.code) {
        case (400, "InvalidToken") where isChat: return nil
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

    /// The refusal an answer is; nil for a 2xx.
    func refusal(_ response: HTTPResponse) -> Refusal? {
        let words = XRPCWords.of(response)
        if let failure = credentialFailure(response, words) { return .reauth(failure) }
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
        // A 400 of which only the status arrived may have been an ended token.
        if error.status == 400 {
            return Refusal(kind: .again(nil), failure: error.failure, progress: error.progress)
        }
        switch outcomes.preparedInVain(error) {
        case .retry(let after, let failure):
            return Refusal(kind: .again(after), failure: failure, progress: error.progress)
        case .rejected(let failure): return Refusal(kind: .never, failure: failure, progress: error.progress)
        case .needsReauth(let failure): return Refusal(kind: .reauth, failure: failure, progress: error.progress)
        case .prepared: return Refusal(kind: .again(nil), failure: error.failure, progress: error.progress)
        }
    }

    /// The outcome of an effect whose answer was lost.
    func outcome(of error: HTTPTransportError) -> AttemptOutcome {
        guard error.status == 400 else { return outcomes.outcome(of: error) }
        return .ambiguous(Evidence(progress: max(error.progress, .headReceived), failure: error.failure))
    }

    /// The result of an effect's answer; `receipt` reads a 2xx, and nil from it leaves the outcome open.
    func result(of response: HTTPResponse, receipt: (JSONValue) -> Receipt?) -> AttemptResult {
        let words = XRPCWords.of(response)
        if let failure = credentialFailure(response, words) {
            return AttemptResult(.needsReauth(failure), rate: outcomes.rates.budget(response.headers, now: now))
        }
        return outcomes.result(of: response, now: now, words: words) { response in
            JSONValue(response.body).flatMap(receipt)
        }
    }
}
