package import SMMAdapterKit
import Synchronization

/// A platform for conformance tests of a real adapter, made of a function from requests to recorded answers.
///
/// Faults are planned as for the fake network; `.lose(effect: true)` and the like call the function and drop what it
/// says, so a function that keeps count sees the effect.
package final class ScriptedNetwork: ConformanceNetwork {
    private struct State {
        var script = FakeScript()
        var effectRequests = 0
        var answers: [FakeRequestKind: HTTPResponse] = [:]
    }

    private let state = Mutex(State())
    private let kind: @Sendable (HTTPRequest) -> FakeRequestKind
    private let answer: @Sendable (HTTPRequest) -> HTTPResponse
    private let changed: @Sendable () -> Int

    /// A platform that sorts requests by `kind`, answers by `answer`, and counts real edits and deletes by `changed`.
    package init(
        kind: @escaping @Sendable (HTTPRequest) -> FakeRequestKind,
        answer: @escaping @Sendable (HTTPRequest) -> HTTPResponse, changed: @escaping @Sendable () -> Int
    ) {
        self.kind = kind
        self.answer = answer
        self.changed = changed
    }

    /// Adds faults for the next requests of a kind.
    package func plan(_ kind: FakeRequestKind, _ faults: [FakeFault]) {
        state.withLock { $0.script.plan(kind, faults) }
    }

    /// How many requests that change something visible came in.
    package var effectRequests: Int { state.withLock { $0.effectRequests } }

    /// How many edits and deletes really changed something.
    package var changes: Int { changed() }

    /// The last unharmed answer to a request of this kind.
    package func lastAnswer(_ kind: FakeRequestKind) -> HTTPResponse? { state.withLock { $0.answers[kind] } }

    /// Answers, or does what the plan says.
    package func send(_ veiled: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        let request = veiled.revealed
        let kind = kind(request)
        let fault = state.withLock { state in
            if kind == .publish || kind == .change { state.effectRequests += 1 }
            return state.script.next(kind)
        }
        return try result(of: request, kind, fault).received(by: request)
    }

    private func result(of request: HTTPRequest, _ kind: FakeRequestKind, _ fault: FakeFault) -> FakeAnswer {
        switch fault {
        case .normal: return .whole(perform(request, kind))
        case .fail(let progress, let code): return .failed(progress, code: code)
        case .lose(let effect):
            if effect { _ = perform(request, kind) }
            return .closed
        case .hang(let effect):
            if effect { _ = perform(request, kind) }
            return .silence
        case .truncate:
            let response = perform(request, kind)
            return .cut(response, after: response.body.count / 2)
        case .late:
            _ = perform(request, kind)
            return .closed
        case .twice:
            let response = perform(request, kind)
            _ = perform(request, kind)
            return .whole(response)
        case .reply(let response, let effect):
            if effect { _ = perform(request, kind) }
            return .whole(response)
        }
    }

    private func perform(_ request: HTTPRequest, _ kind: FakeRequestKind) -> HTTPResponse {
        let response = answer(request)
        state.withLock { $0.answers[kind] = response }
        return response
    }
}
