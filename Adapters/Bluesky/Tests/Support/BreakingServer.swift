import SMMAdapterKit
import SMMAdapterTestKit
import Synchronization

/// A server that breaks one of its answers, the same way from the same seed, and counts them.
final class BreakingServer: HTTPTransport {
    private struct State {
        var mutator: FakeMutator
        var left: Int?
        var answered = 0
        var broken = 0
    }

    private let inner: ScriptedServer
    private let state: Mutex<State>

    init(_ inner: ScriptedServer, seed: UInt64) {
        self.inner = inner
        state = Mutex(State(mutator: FakeMutator(seed: seed)))
    }

    /// Answers given since ``arm(_:)``.
    var answered: Int { state.withLock { $0.answered } }
    /// Answers broken since ``arm(_:)``.
    var broken: Int { state.withLock { $0.broken } }

    /// Breaks the answer behind the next `count` ones; none for nil.
    func arm(_ count: Int?) {
        state.withLock { state in
            state.left = count
            state.answered = 0
            state.broken = 0
        }
    }

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        var response = try await inner.send(request)
        state.withLock { state in
            state.answered += 1
            guard let left = state.left else { return }
            state.left = left > 0 ? left - 1 : nil
            guard left == 0 else { return }
            state.broken += 1
            response.body = state.mutator.mutate(response.body)
            response.status = state.mutator.pick([response.status, response.status, response.status, 400, 401, 500])
        }
        return response
    }
}
