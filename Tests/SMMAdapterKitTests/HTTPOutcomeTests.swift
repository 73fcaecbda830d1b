import SMMAdapterKit
import SMMModel
import Testing

private let now = Instant(seconds: 1_795_428_000)

private enum Kind: String {
    case published, retry, rejected, needsReauth, ambiguous, duplicate

    init(_ outcome: AttemptOutcome) {
        switch outcome {
        case .published: self = .published
        case .retry: self = .retry
        case .rejected: self = .rejected
        case .duplicateOf: self = .duplicate
        case .needsReauth: self = .needsReauth
        case .ambiguous: self = .ambiguous
        }
    }
}

@Suite("Answers and outcomes")
struct HTTPOutcomeTests {
    private let outcomes = HTTPOutcome()

    private func kind(
        _ status: Int, _ headers: [HTTPField] = [], receipt: Receipt? = nil
    ) -> Kind {
        Kind(
            outcomes.outcome(of: HTTPResponse(status: status, headers: headers), now: now, receipt: { _ in receipt }))
    }

    @Test(
        "a status alone decides",
        arguments: [
            (200, Kind.ambiguous), (201, .ambiguous), (204, .ambiguous), (100, .ambiguous), (0, .ambiguous),
            (301, .rejected), (302, .rejected), (307, .rejected), (308, .rejected), (400, .rejected),
            (401, .needsReauth), (403, .rejected), (404, .rejected), (408, .ambiguous), (409, .rejected),
            (410, .rejected), (413, .rejected), (415, .rejected), (421, .retry), (422, .rejected), (425, .retry),
            (429, .retry), (451, .rejected), (499, .ambiguous), (500, .ambiguous), (501, .ambiguous),
            (502, .ambiguous), (503, .ambiguous), (504, .ambiguous), (520, .ambiguous), (599, .ambiguous),
            (999, .ambiguous), (-1, .ambiguous),
        ])
    private func status(pair: (Int, Kind)) {
        #expect(kind(pair.0) == pair.1)
    }

    @Test("a success needs a receipt with an id")
    func receipt() {
        #expect(kind(200, receipt: Receipt(remoteID: "7")) == .published)
        #expect(kind(200, receipt: Receipt(remoteID: "")) == .ambiguous)
        #expect(kind(500, receipt: Receipt(remoteID: "7")) == .ambiguous)
    }

    @Test("a 503 that says when to come back was not processed")
    func unavailable() {
        #expect(kind(503, [HTTPField("Retry-After", "5")]) == .retry)
        #expect(kind(503, [HTTPField("Retry-After", "soon")]) == .ambiguous)
    }

    @Test("a 429 without a time waits the time set for that")
    func limited() {
        let outcome = HTTPOutcome(unknownWait: .minutes(7)).outcome(
            of: HTTPResponse(status: 429), now: now, receipt: { _ in nil })
        guard case .retry(let after, let failure) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(after == .minutes(7))
        #expect(failure.code == "rate-limited" && failure.status == 429)
    }

    @Test("before the first byte a loss is harmless, after it nobody knows", arguments: TransferProgress.allCases)
    func loss(progress: TransferProgress) {
        let error = HTTPTransportError(progress: progress, failure: Failure("closed", "Closed."))
        let outcome = outcomes.outcome(of: error)
        #expect(Kind(outcome) == (progress <= .connected ? .retry : .ambiguous))
        if case .ambiguous(let evidence) = outcome { #expect(evidence.progress == progress) }
    }

    @Test(
        "what can never leave is refused, what could not be reached is tried again",
        arguments: [
            ("connection-refused", Kind.retry), ("name-not-found", .retry), ("tls", .retry), ("unreachable", .retry),
            ("connect-time-out", .retry), ("time-out", .retry), ("invalid-url", .rejected),
            ("invalid-request", .rejected),
        ])
    private func before(pair: (String, Kind)) {
        let error = HTTPTransportError(progress: .notConnected, failure: Failure(pair.0, "No."))
        #expect(Kind(outcomes.outcome(of: error)) == pair.1)
    }

    @Test(
        "a refusal whose words broke off is asked for again, but a success cut short is none",
        arguments: [
            (200, "truncated", Kind.ambiguous), (302, "truncated", .rejected), (401, "truncated", .retry),
            (400, "time-out", .retry), (422, "truncated", .retry), (429, "truncated", .retry),
            (500, "truncated", .ambiguous), (503, "truncated", .ambiguous), (422, "too-large", .rejected),
            (401, "too-large", .needsReauth),
        ])
    private func cut(status: Int, code: String, wanted: Kind) {
        let error = HTTPTransportError(progress: .headReceived, failure: Failure(code, "Broke off."), status: status)
        #expect(Kind(outcomes.outcome(of: error)) == wanted)
    }

    @Test("budget and notices of deprecation travel with the result")
    func byTheWay() {
        let response = HTTPResponse(
            status: 200,
            headers: [
                HTTPField("Sunset", "Sat, 31 Dec 2027 23:59:59 GMT"), HTTPField("deprecation", "@1688169599"),
                HTTPField("X-RateLimit-Remaining", "9"), HTTPField("X-RateLimit-Reset", "60"),
            ])
        let result = outcomes.result(of: response, now: now) { _ in Receipt(remoteID: "1") }
        #expect(result.rate == RateBudget(remaining: 9, resetAt: now + .seconds(60)))
        #expect(result.warnings == ["sunset: Sat, 31 Dec 2027 23:59:59 GMT", "deprecation: @1688169599"])
    }

    @Test("the platform's words are kept as data and cut to size")
    func words() {
        let long = String(repeating: "x", count: 2000)
        let failure = outcomes.failure(
            of: HTTPResponse(status: 422), words: PlatformWords(code: long, text: long))
        #expect(failure.code == "content-refused")
        #expect(failure.platformCode?.count == 128)
        #expect(failure.remoteText?.count == 512)
    }

    @Test(
        "a question without an answer is asked again, a forbidden one is not",
        arguments: [
            (401, "needsReauth"), (403, "cannotTell"), (404, "cannotTell"), (429, "askAgain"), (500, "askAgain"),
            (503, "askAgain"), (302, "cannotTell"), (200, "nil"),
        ])
    func asked(pair: (Int, String)) {
        let result = outcomes.askedInVain(HTTPResponse(status: pair.0), now: now)
        let name: String =
            switch result {
            case nil: "nil"
            case .needsReauth?: "needsReauth"
            case .cannotTell?: "cannotTell"
            case .askAgain?: "askAgain"
            default: "other"
            }
        #expect(name == pair.1)
    }

    @Test("a step before the intent is tried again whatever was lost, and ends only on a refusal")
    func prepared() {
        let lost = HTTPTransportError(progress: .bodyWritten, failure: Failure("closed", "Closed."))
        #expect(outcomes.preparedInVain(lost) == .retry(after: nil, reason: lost.failure))
        guard case .rejected? = outcomes.preparedInVain(HTTPResponse(status: 415), now: now),
            case .retry(nil, _)? = outcomes.preparedInVain(HTTPResponse(status: 500), now: now),
            case .retry(.some, _)? = outcomes.preparedInVain(HTTPResponse(status: 429), now: now),
            case .needsReauth? = outcomes.preparedInVain(HTTPResponse(status: 401), now: now)
        else {
            Issue.record("another result")
            return
        }
        #expect(outcomes.preparedInVain(HTTPResponse(status: 200), now: now) == nil)
    }
}
