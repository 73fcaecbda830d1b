import SMMAdapterKit
import Synchronization

/// Answers by method name: `com.atproto.repo.putRecord`, or the whole address of what is no XRPC. Every request is held
/// against the lexicons (``LexiconWatch``).
final class ScriptedServer: HTTPTransport {
    typealias Handler = @Sendable (HTTPRequest) throws(HTTPTransportError) -> HTTPResponse

    private struct State {
        var handlers: [String: [Handler]] = [:]
        var requests: [HTTPRequest] = []
    }

    private let state: Mutex<State>
    private let isWatched: Bool

    /// A server that answers nothing yet.
    init() {
        state = Mutex(State())
        isWatched = true
    }

    /// A server that answers what `other` does, and was asked nothing yet.
    ///
    /// - Parameter isWatched: not where its answers are broken, whose words come back in later questions.
    init(like other: ScriptedServer, isWatched: Bool) {
        state = Mutex(State(handlers: other.state.withLock { $0.handlers }))
        self.isWatched = isWatched
    }

    /// Answers `name` with `handler` from now on.
    func on(_ name: String, _ handler: @escaping Handler) {
        state.withLock { $0.handlers[name] = [handler] }
    }

    /// Answers `name` with these in turn, the last one for ever.
    func on(_ name: String, _ answers: HTTPResponse...) {
        state.withLock { $0.handlers[name] = answers.map { answer in { _ in answer } } }
    }

    /// Everything that was asked, secrets in clear.
    var requests: [HTTPRequest] { state.withLock { $0.requests } }

    /// What was asked of `name`.
    func requests(_ name: String) -> [HTTPRequest] { requests.filter { Self.name($0) == name } }

    func send(_ veiled: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        let request = veiled.revealed
        if isWatched { LexiconWatch.check(request) }
        let handler = state.withLock { state -> Handler? in
            state.requests.append(request)
            let name = Self.name(request)
            guard var handlers = state.handlers[name], let first = handlers.first else { return nil }
            if handlers.count > 1 {
                handlers.removeFirst()
                state.handlers[name] = handlers
            }
            return first
        }
        guard let handler else {
            throw HTTPTransportError(
                progress: .notConnected,
                failure: Failure("name-not-found", "Nothing answers \(Self.name(request)) here."))
        }
        return try handler(request)
    }

    /// The method's name, or the whole address.
    static func name(_ request: HTTPRequest) -> String {
        guard let place = request.url.firstRange(of: "/xrpc/") else { return request.url }
        return String(request.url[place.upperBound...].prefix { $0 != "?" })
    }
}
