import SMMAdapterKit
import SMMAdapterTestKit
import Synchronization

/// A server made of answers by method and path, and of every request that came in, its secrets in clear.
final class ScriptServer: HTTPTransport {
    private struct State {
        var answers: [String: [FakeAnswer]] = [:]
        var requests: [HTTPRequest] = []
    }

    private let state = Mutex(State())

    /// Answers requests to `route` (`GET /api/v1/…`, without query) with these in turn; the last one stays.
    func on(_ route: String, _ answers: FakeAnswer...) { state.withLock { $0.answers[route] = answers } }

    /// The same with JSON bodies of 200.
    func on(_ route: String, json: String...) {
        state.withLock { $0.answers[route] = json.map { .whole(Reply.json(200, $0)) } }
    }

    /// All requests in order.
    var requests: [HTTPRequest] { state.withLock { $0.requests } }

    /// The requests to `route`.
    func requests(_ route: String) -> [HTTPRequest] { requests.filter { Self.route($0) == route } }

    /// The requests as routes.
    var routes: [String] { requests.map(Self.route) }

    func send(_ veiled: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        let request = veiled.revealed
        let answer = state.withLock { state -> FakeAnswer in
            state.requests.append(request)
            let route = Self.route(request)
            guard var answers = state.answers[route], let first = answers.first else {
                return .whole(Reply.json(404, #"{"error":"Record not found"}"#))
            }
            if answers.count > 1 { answers.removeFirst() }
            state.answers[route] = answers
            return first
        }
        return try answer.received(by: request)
    }

    /// `GET /api/v1/…`
    static func route(_ request: HTTPRequest) -> String {
        let rest = request.url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).last ?? ""
        let path = rest.drop { $0 != "/" }.prefix { $0 != "?" }
        return "\(request.method) \(path)"
    }
}

extension HTTPRequest {
    /// The query as it stands in the address.
    var query: String { url.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init) ?? "" }
    /// The body as JSON.
    var json: FakeJSON? { FakeJSON(bytes: body) }
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of a header.
    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
