package import SMMModel

/// Turns an answer, or the lack of one, into an outcome by status and progress, the same way for every adapter.
///
/// An adapter decides first what its platform's error codes mean and comes here with the rest.
package struct HTTPOutcome: Sendable, Hashable {
    /// Reads the waiting times.
    package var rates: RateHeaders
    /// The wait after a 429 that does not tell one.
    package var unknownWait: Milliseconds

    /// A reader of answers.
    package init(rates: RateHeaders = RateHeaders(), unknownWait: Milliseconds = .minutes(15)) {
        self.rates = rates
        self.unknownWait = unknownWait
    }

    /// The outcome of a request that got no whole answer.
    ///
    /// Nothing written means certainly not done, and an `invalid-…` request can never be written. A status of refusal
    /// that arrived before the loss says that nothing was done; what was refused stands in the body, so that the request
    /// is sent again to read it. A success cut short does not count as one.
    package func outcome(of error: HTTPTransportError) -> AttemptOutcome {
        if error.progress.nothingSent && error.status == nil {
            return error.failure.code.hasPrefix("invalid-")
                ? .rejected(error.failure) : .retry(after: nil, reason: error.failure)
        }
        if let status = error.status {
            var failure = error.failure
            failure.status = status
            switch StatusClass(status) {
            case .success, .unavailable, .unclear: break
            case .limited: return .retry(after: unknownWait, reason: failure)
            case .notProcessed: return .retry(after: nil, reason: failure)
            // One that is larger than allowed would be as large the next time.
            case .reauth where failure.code == "too-large": return .needsReauth(failure)
            case .rejected where failure.code == "too-large", .redirect: return .rejected(failure)
            case .reauth, .rejected: return .retry(after: nil, reason: failure)
            }
            return .ambiguous(Evidence(progress: max(error.progress, .headReceived), failure: failure))
        }
        return .ambiguous(Evidence(progress: error.progress, failure: error.failure))
    }

    /// The outcome of a whole answer to a request with an effect.
    ///
    /// `receipt` reads a 2xx body; nil (no id, HTML, another shape) leaves the outcome open.
    package func outcome(
        of response: HTTPResponse, now: Instant, words: PlatformWords = .none,
        receipt: (HTTPResponse) -> Receipt?
    ) -> AttemptOutcome {
        let kind = StatusClass(response.status)
        if kind == .success, let receipt = receipt(response), !receipt.remoteID.isEmpty { return .published(receipt) }
        let failure = failure(of: response, words: words)
        switch kind {
        case .success, .unclear:
            return .ambiguous(Evidence(progress: .headReceived, failure: failure))
        case .redirect, .rejected:
            return .rejected(failure)
        case .reauth:
            return .needsReauth(failure)
        case .limited:
            return .retry(after: rates.wait(response.headers, now: now) ?? unknownWait, reason: failure)
        case .notProcessed:
            return .retry(after: rates.wait(response.headers, now: now), reason: failure)
        case .unavailable:
            guard let wait = rates.wait(response.headers, now: now) else {
                return .ambiguous(Evidence(progress: .headReceived, failure: failure))
            }
            return .retry(after: wait, reason: failure)
        }
    }

    /// Sends a request with an effect and reads its answer, with rate budget and deprecation notices.
    package func send(
        _ request: HTTPRequest, in context: AdapterContext, words: (HTTPResponse) -> PlatformWords = { _ in .none },
        receipt: (HTTPResponse) -> Receipt?
    ) async -> AttemptResult {
        do {
            let response = try await context.transport.send(request)
            return result(of: response, now: context.clock.now, words: words(response), receipt: receipt)
        } catch {
            return AttemptResult(outcome(of: error))
        }
    }

    /// The outcome of a whole answer, with rate budget and deprecation notices.
    package func result(
        of response: HTTPResponse, now: Instant, words: PlatformWords = .none, receipt: (HTTPResponse) -> Receipt?
    ) -> AttemptResult {
        AttemptResult(
            outcome(of: response, now: now, words: words, receipt: receipt),
            rate: rates.budget(response.headers, now: now), warnings: Self.warnings(response))
    }

    /// Our account of an answer that is no success.
    package func failure(of response: HTTPResponse, words: PlatformWords = .none) -> Failure {
        let (code, message) = Self.words(for: response.status)
        return Failure(
            code, message, status: response.status, platformCode: words.code.map { String($0.prefix(128)) },
            remoteText: words.text)
    }

    private static func warnings(_ response: HTTPResponse) -> [String] {
        var warnings: [String] = []
        for field in response.headers where field.name.utf8.count == 11 || field.name.utf8.count == 6 {
            let name = field.name.lowercased()
            guard name == "deprecation" || name == "sunset" else { continue }
            warnings.append("\(name): \(field.value.prefix(128))")
        }
        return warnings
    }

    private static func words(for status: Int) -> (code: String, message: String) {
        switch status {
        case 200...299: ("answer-unreadable", "The platform said yes, but its answer does not say to what.")
        case 300...399: ("redirected", "The platform sent the request elsewhere, and redirects are not followed.")
        case 401: ("credential-refused", "The platform does not accept the credential.")
        case 403: ("forbidden", "The platform does not allow it.")
        case 404, 410: ("not-found", "The platform knows no such thing.")
        case 409: ("conflict", "The platform says it conflicts with what is there.")
        case 413: ("too-large", "The platform says it is too large.")
        case 421, 425: ("not-processed", "The platform asks to send it again.")
        case 429: ("rate-limited", "The platform says there were too many requests.")
        case 400...499: ("content-refused", "The platform refused the content.")
        case 502, 504: ("gateway-error", "A gateway before the platform gave up waiting; the platform may have acted.")
        case 503: ("unavailable", "The platform is not available now.")
        case 500...599: ("platform-error", "The platform had an error of its own.")
        default: ("status-unknown", "The platform answered with a status nobody knows.")
        }
    }
}
