import Synchronization

/// Tells those who wait of every change of something a test watches, so that nobody has to look again and again.
package final class Changes: Sendable {
    private struct State {
        var next = 0
        var waiting: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    private let state = Mutex(State())

    /// Nobody waits yet.
    package init() {}

    /// Something changed; called after the change can be seen.
    package func tell() {
        for continuation in state.withLock({ Array($0.waiting.values) }) { continuation.yield() }
    }

    /// Returns once `condition` holds: it is looked at now and after each change.
    ///
    /// - Throws: `CancellationError` when the task is cancelled first, as a test's time limit does.
    package func first(
        isolation: isolated (any Actor)? = #isolation, _ condition: () async -> Bool
    ) async throws {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state in
            state.next += 1
            state.waiting[state.next] = continuation
            return state.next
        }
        defer { _ = state.withLock { $0.waiting.removeValue(forKey: number) } }
        if await condition() { return }
        for await _ in stream where await condition() { return }
        throw CancellationError()
    }
}
