import SMMAdapterKit
import SMMAdapterTestKit
import Synchronization

/// A server that breaks one of its answers, the same way from the same seed, and counts them.
final class BreakingServer: HTTPTransport {
    private struct State {
        var mutator: FakeMutator
        var left: Int?
        var answered = 0
        var broken: HTTPResponse?
    }

    private let inner: ScriptedServer
    private let state: Mutex<State>

    init(_ inner: ScriptedServer, seed: UInt64) {
        self.inner = inner
        state = Mutex(State(mutator: FakeMutator(seed: seed)))
    }

    /// Answers given since ``arm(_:)``.
    var answered: Int { state.withLock { $0.answered } }
    /// The answer that was broken since ``arm(_:)``, as it was given.
    var broken: HTTPResponse? { state.withLock { $0.broken } }

    /// Whether the broken answer is a refusal in its own words, so that whoever believes it is not to blame: 401, or a 400
    /// with an error.
    var refuses: Bool {
        guard let broken else { return false }
        return broken.status == 401 || broken.status == 400 && FakeJSON(bytes: broken.body)?["error"] != nil
    }

    /// Breaks the answer behind the next `count` ones; none for nil.
    func arm(_ count: Int?) {
        state.withLock { state in
            state.left = count
            state.answered = 0
            state.broken = nil
        }
    }

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        var response = try await inner.send(request)
        state.withLock { state in
            state.answered += 1
            guard let left = state.left else { return }
            state.left = left > 0 ? left - 1 : nil
            guard left == 0 else { return }
            response.body = state.mutator.mutate(response.body)
            response.status = state.mutator.pick([response.status, response.status, response.status, 400, 401, 500])
            state.broken = response
        }
        return response
    }
}
