import SMMAdapterKit
import SMMModel
import SMMTime

/// One account's way to its server: writes requests, sends them, and sorts the answers.
struct ServerSession: Sendable {
    /// The server.
    let server: ServerAddress
    /// The `Authorization` value; nil before there is a token.
    let bearer: Secret?
    let transport: any HTTPTransport
    let clock: any TimeSource
    let outcomes: HTTPOutcome

    /// A request of ours. Query and ids are escaped here and nowhere else.
    func request(
        _ method: String, _ path: String, query: [(name: String, value: String)] = [], headers: [HTTPField] = [],
        body: HTTPBody = HTTPBody(), isIdempotent: Bool? = nil, deadline: Milliseconds = .seconds(120)
    ) -> HTTPRequest {
        let tail = query.isEmpty ? "" : "?" + FormText.encode(query)
        return HTTPRequest(
            method: method, url: server.origin + path + tail,
            headers: [HTTPField("Accept", "application/json")] + headers, authorization: bearer, content: body,
            isIdempotent: isIdempotent, deadline: deadline)
    }

    /// A read.
    func get(_ path: String, _ query: [(name: String, value: String)] = []) -> HTTPRequest {
        request("GET", path, query: query)
    }

    /// A request with a JSON body: booleans stay booleans, which some servers insist on.
    func json(
        _ method: String, _ path: String, _ body: JSONValue, headers: [HTTPField] = [], isIdempotent: Bool = false
    ) -> HTTPRequest {
        request(
            method, path, headers: [HTTPField("Content-Type", "application/json")] + headers,
            body: HTTPBody(body.bytes),
            isIdempotent: isIdempotent)
    }

    /// Sends a question; its JSON answer.
    ///
    /// - Parameter scope: what the question needs and other things go without: a token that lacks it is refused this
    ///   alone. Without one, what is missing is what nothing goes without.
    /// - Throws: what stands in the way, decided from the status.
    func ask(_ request: HTTPRequest, optional scope: String? = nil) async throws(Obstacle) -> Answer {
        let response = try await raw(request)
        guard (200...299).contains(response.status) else { throw await explained(response, optional: scope) }
        guard let body = JSONValue(bytes: response.body) else {
            // A page of a captive portal or a proxy, or an answer cut short.
            throw .again(after: nil, outcomes.failure(of: response))
        }
        return Answer(response: response, body: body)
    }

    /// Sends a question; whatever answer comes whole.
    func raw(_ request: HTTPRequest) async throws(Obstacle) -> HTTPResponse {
        do {
            return try await transport.send(request)
        } catch {
            if error.failure.code.hasPrefix("invalid-") { throw .refused(error.failure) }
            throw .again(after: nil, error.failure)
        }
    }

    /// What an answer that is no success means for a question, the token asked about where that is in doubt.
    func explained(_ response: HTTPResponse, optional scope: String? = nil) async -> Obstacle {
        let obstacle = obstacle(response, optional: scope)
        guard case .refused(let failure) = obstacle, !ServerWords.lacksScope(response),
            await isTokenRefusal(response)
        else { return obstacle }
        return .reauth(failure)
    }

    /// What an answer that is no success means for a question, by its status alone.
    func obstacle(_ response: HTTPResponse, optional scope: String? = nil) -> Obstacle {
        let failure = outcomes.failure(of: response, words: ServerWords.read(response))
        switch StatusClass(response.status) {
        case .reauth where isOfSomethingBefore(response): return .again(after: nil, failure)
        case .reauth: return .reauth(failure)
        case .limited:
            return .again(after: outcomes.rates.wait(response.headers, now: clock.now) ?? outcomes.unknownWait, failure)
        case .unavailable, .notProcessed, .unclear:
            return .again(after: outcomes.rates.wait(response.headers, now: clock.now), failure)
        case .rejected where [404, 410].contains(response.status): return .gone(failure)
        case .rejected where ServerWords.lacksScope(response):
            return scope.map { .refused(ScopeNeeds.lacking($0, failure)) } ?? .reauth(failure)
        case .success, .redirect, .rejected: return .refused(failure)
        }
    }

    /// Sends a request with an effect. Every effect goes this way, so that one rule says what an answer, or none, leaves
    /// open.
    ///
    /// - Parameters:
    ///   - receipt: reads a 2xx; nil leaves the outcome open.
    ///   - refusal: looks closer at a refusal; nil leaves it as it is.
    func perform(
        _ request: HTTPRequest, receipt: (HTTPResponse) -> Receipt?,
        refusal: (HTTPResponse, Failure) async -> AttemptOutcome?
    ) async -> AttemptResult {
        let response: HTTPResponse
        do {
            response = try await transport.send(request)
        } catch {
            return AttemptResult(outcomes.outcome(of: error))
        }
        var result = result(of: response, receipt: receipt)
        guard case .rejected(let failure) = result.outcome else { return result }
        if let outcome = await refusal(response, failure) { result.outcome = outcome }
        return result
    }

    /// The result of an answer to a request with an effect, by its status and with its words.
    private func result(of response: HTTPResponse, receipt: (HTTPResponse) -> Receipt?) -> AttemptResult {
        var result = outcomes.result(
            of: response, now: clock.now, words: ServerWords.read(response), receipt: receipt)
        if case .needsReauth(let failure) = result.outcome, isOfSomethingBefore(response) {
            result.outcome = .retry(after: nil, reason: failure)
        }
        return result
    }

    /// What is left to spend, as the answer says.
    func budget(_ response: HTTPResponse) -> RateBudget? { outcomes.rates.budget(response.headers, now: clock.now) }

    /// How far the server's clock is ahead of ours, as the answer's `Date` says; nil when it says nothing readable.
    func skew(_ response: HTTPResponse) -> Milliseconds? {
        response.values("date").first.flatMap { HTTPDate.parse($0, now: clock.now) }.map { $0 - clock.now }
    }
}
