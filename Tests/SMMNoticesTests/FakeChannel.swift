import SMMAdapterKit
import SMMModel
import SMMNotices
import Synchronization

/// A channel that answers as told and keeps what it was given.
final class FakeChannel: NoticeChannel {
    private struct State {
        var taken: [NoticeMessage] = []
        var asked: [NoticeMessage] = []
        var answer: @Sendable (NoticeMessage) -> ChannelOutcome = { _ in .delivered }
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    let name: String
    private let state = Mutex(State())

    init(_ name: String = "fake") { self.name = name }

    /// What it took.
    var taken: [NoticeMessage] { state.withLock { $0.taken } }
    /// What it was offered, taken or not.
    var asked: [NoticeMessage] { state.withLock { $0.asked } }

    func answer(_ answer: @escaping @Sendable (NoticeMessage) -> ChannelOutcome) {
        state.withLock { $0.answer = answer }
    }

    func isDown(_ isDown: Bool, after: Milliseconds? = nil) {
        answer { _ in isDown ? .unavailable(Failure("down", "It is down."), after: after) : .delivered }
    }

    func deliver(_ message: NoticeMessage) async -> ChannelOutcome {
        let (outcome, reached) = state.withLock { state in
            state.asked.append(message)
            let outcome = state.answer(message)
            if outcome == .delivered { state.taken.append(message) }
            let count = state.asked.count
            let reached = state.waiters.filter { $0.count <= count }.map(\.continuation)
            state.waiters.removeAll { $0.count <= count }
            return (outcome, reached)
        }
        for waiter in reached { waiter.resume() }
        return outcome
    }

    /// Waits until it was offered `count` messages.
    func wait(for count: Int) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isReached = state.withLock { state in
                if state.asked.count >= count { return true }
                state.waiters.append((count, continuation))
                return false
            }
            if isReached { continuation.resume() }
        }
    }
}
