import SMMAdapterKit
import SMMModel

/// Sends questions, and steps before an effect, and reads their answers.
struct Caller: Sendable {
    /// The network.
    let transport: any HTTPTransport
    /// The clock.
    let clock: any TimeSource
    /// What is the same on every platform.
    let outcomes: HTTPOutcome
    /// When the credential in use ends.
    let expiresAt: Instant?

    /// What the session may do, where its token says.
    let scope: SessionScope
    /// Whom the questions go to.
    private var party = Party.server

    /// A caller.
    init(
        _ transport: any HTTPTransport, _ clock: any TimeSource, outcomes: HTTPOutcome, credential: Credential? = nil
    ) {
        self.transport = transport
        self.clock = clock
        self.outcomes = outcomes
        expiresAt = credential?.expiresAt
        scope = SessionScope(credential)
    }

    /// Reads answers as of now.
    var judge: Judge {
        Judge(outcomes: outcomes, now: clock.now, expiresAt: expiresAt, party: party)
    }

    /// The same for questions to the chat service.
    var chatting: Caller {
        var caller = self
        caller.party = .chat(scope)
        return caller
    }

    /// The same for questions to the service that takes videos.
    var filming: Caller {
        var caller = self
        caller.party = .video
        return caller
    }

    /// Sends `request`; a success must have JSON, unless `allowsEmpty`.
    func call(_ request: HTTPRequest, allowsEmpty: Bool = false) async throws(Refusal) -> Answer {
        let response = try await send(request)
        if let refusal = judge.refusal(response) { throw refusal }
        let budget = outcomes.rates.budget(response.headers, now: clock.now)
        if let json = JSONValue(response.body) { return Answer(json: json, response: response, budget: budget) }
        guard allowsEmpty, response.body.isEmpty else { throw .again(outcomes.failure(of: response)) }
        return Answer(json: .null, response: response, budget: budget)
    }

    /// Sends `request` and gives back whatever whole answer there is.
    func send(_ request: HTTPRequest) async throws(Refusal) -> HTTPResponse {
        do throws(HTTPTransportError) {
            return try await deliver(request)
        } catch {
            throw judge.refusal(error)
        }
    }

    /// Sends a request with an effect. Every effect goes this way, so that one rule says what a lost answer to it leaves
    /// open (``Judge/outcome(of:)``).
    ///
    /// - Parameters:
    ///   - doubt: looks at a whole answer first; nil leaves it to `receipt`.
    ///   - receipt: reads a 2xx; nil leaves the outcome open.
    func perform(
        _ request: HTTPRequest,
        doubt: (HTTPResponse) async throws(Refusal) -> AttemptResult? = { _ throws(Refusal) in nil },
        receipt: (JSONValue) -> Receipt?
    ) async throws(Refusal) -> AttemptResult {
        let response: HTTPResponse
        do throws(HTTPTransportError) {
            response = try await deliver(request)
        } catch {
            return AttemptResult(judge.outcome(of: error))
        }
        if XRPCWords.isNameless(response) {
            let evidence = Evidence(progress: .headReceived, failure: outcomes.failure(of: response))
            return AttemptResult(.ambiguous(evidence), rate: outcomes.rates.budget(response.headers, now: clock.now))
        }
        if let result = try await doubt(response) { return result }
        return judge.result(of: response, receipt: receipt)
    }

    /// Sends `request`; the answer has the status that its error name means (``XRPCWords/status(_:)``).
    func deliver(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        var response = try await transport.send(request)
        response.status = XRPCWords.status(response)
        return response
    }

    /// The refusal for a 2xx that does not say what it must.
    func unreadable(_ answer: Answer) -> Refusal { .again(outcomes.failure(of: answer.response)) }
}
