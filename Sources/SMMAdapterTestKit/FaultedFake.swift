import SMMAdapterKit
import SMMModel

/// A fake network that does to a request what a script says: it keeps state, and can lose, delay and double.
protocol FaultedFake {
    /// One request as the network reads it.
    associatedtype Call

    /// The requests whose effect is still to come.
    var late: [(at: Instant, call: Call)] { get set }

    /// Does what is asked, and answers.
    mutating func perform(_ call: Call, now: Instant) -> HTTPResponse

    /// Does what is asked, and the effect of a publication once more; gives the first answer.
    mutating func performTwice(_ call: Call, _ kind: FakeRequestKind, now: Instant) -> HTTPResponse
}

extension FaultedFake {
    /// Answers a request as the fault has it.
    mutating func answer(_ call: Call, _ kind: FakeRequestKind, _ fault: FakeFault, now: Instant) -> FakeAnswer {
        switch fault {
        case .normal: return .whole(perform(call, now: now))
        case .fail(let progress, let code): return .failed(progress, code: code)
        case .lose(let effect):
            if effect { _ = perform(call, now: now) }
            return .closed
        case .hang(let effect):
            if effect { _ = perform(call, now: now) }
            return .silence
        case .truncate:
            let response = perform(call, now: now)
            return .cut(response, after: response.body.count / 2)
        case .late(let delay):
            late.append((now + delay, call))
            return .closed
        case .twice: return .whole(performTwice(call, kind, now: now))
        case .reply(let response, let effect):
            if effect { _ = perform(call, now: now) }
            return .whole(response)
        }
    }

    /// Lets the effects of late requests happen whose time has come.
    mutating func performLate(now: Instant) {
        guard !late.isEmpty else { return }
        let due = late.filter { $0.at <= now }
        late.removeAll { $0.at <= now }
        for (at, call) in due { _ = perform(call, now: at) }
    }
}
