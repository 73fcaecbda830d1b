package import SMMModel

extension HTTPOutcome {
    /// The result of a question that got no whole answer: it is asked again.
    package func askedInVain(_ error: HTTPTransportError) -> ReconcileResult {
        .askAgain(after: nil, reason: error.failure)
    }

    /// The result of a question the platform did not answer; nil for a 2xx, which the adapter reads.
    ///
    /// A 404 is left to the adapter: for a record lookup it is the answer.
    package func askedInVain(
        _ response: HTTPResponse, now: Instant, words: PlatformWords = .none
    ) -> ReconcileResult? {
        let failure = failure(of: response, words: words)
        switch StatusClass(response.status) {
        case .success: return nil
        case .reauth: return .needsReauth(failure)
        case .limited: return .askAgain(after: rates.wait(response.headers, now: now) ?? unknownWait, reason: failure)
        case .unavailable, .notProcessed, .unclear:
            return .askAgain(after: rates.wait(response.headers, now: now), reason: failure)
        case .redirect, .rejected: return .cannotTell(failure)
        }
    }

    /// The result of a step before the intent that got no whole answer: nothing visible, so it is tried again.
    package func preparedInVain(_ error: HTTPTransportError) -> PrepareResult {
        switch outcome(of: error) {
        case .rejected(let failure): .rejected(failure)
        case .needsReauth(let failure): .needsReauth(failure)
        case .retry(let after, let failure): .retry(after: after, reason: failure)
        case .published, .duplicateOf, .ambiguous: .retry(after: nil, reason: error.failure)
        }
    }

    /// The result of a step before the intent that was not accepted; nil for a 2xx, which the adapter reads.
    package func preparedInVain(
        _ response: HTTPResponse, now: Instant, words: PlatformWords = .none
    ) -> PrepareResult? {
        let failure = failure(of: response, words: words)
        switch StatusClass(response.status) {
        case .success: return nil
        case .reauth: return .needsReauth(failure)
        case .limited: return .retry(after: rates.wait(response.headers, now: now) ?? unknownWait, reason: failure)
        case .unavailable, .notProcessed, .unclear:
            return .retry(after: rates.wait(response.headers, now: now), reason: failure)
        case .redirect, .rejected: return .rejected(failure)
        }
    }
}
