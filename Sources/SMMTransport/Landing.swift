import NIOCore
import Synchronization

/// Hands answers to the tasks that wait for them together, at the end of the event loop's turn: one wake-up of the
/// pool serves all that came in at once.
final class Landing: Sendable {
    typealias Continuation = CheckedContinuation<RequestFlight.Outcome, Never>

    private let landed = Mutex<[(Continuation, RequestFlight.Outcome)]>([])

    /// Hands `outcome` over at the end of the turn of `loop`, which is the one that calls.
    func hand(_ outcome: RequestFlight.Outcome, to continuation: Continuation, on loop: any EventLoop) {
        let isFirst = landed.withLock { landed in
            landed.append((continuation, outcome))
            return landed.count == 1
        }
        if isFirst { loop.execute { self.resumeAll() } }
    }

    private func resumeAll() {
        let all = landed.withLock { exchange(&$0, with: []) }
        for (continuation, outcome) in all { continuation.resume(returning: outcome) }
    }
}
