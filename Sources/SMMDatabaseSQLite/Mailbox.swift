import Dispatch
import Synchronization

/// Hands jobs from many threads to the one that waits for them, in order.
final class Mailbox<Job: Sendable>: Sendable {
    private struct State {
        var jobs: [Job] = []
        var isWaiting = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    /// Adds a job; false once the mailbox is closed.
    func post(_ job: Job) -> Bool {
        let (isAccepted, mustWake) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.jobs.append(job)
            defer { state.isWaiting = false }
            return (true, state.isWaiting)
        }
        if mustWake { wake.signal() }
        return isAccepted
    }

    /// Refuses jobs from now on; those waiting are still handed out.
    func close() {
        let mustWake = state.withLock { state in
            state.isClosed = true
            defer { state.isWaiting = false }
            return state.isWaiting
        }
        if mustWake { wake.signal() }
    }

    /// Adds what is there to `jobs` without waiting.
    func takeMore(into jobs: inout [Job]) {
        state.withLock { state in
            jobs += state.jobs
            state.jobs.removeAll(keepingCapacity: true)
        }
    }

    /// Blocks until there are jobs, then swaps them with `jobs`, which must be empty; false when closed and none is left.
    func take(into jobs: inout [Job]) -> Bool {
        while true {
            let isDone: Bool? = state.withLock { state in
                if !state.jobs.isEmpty {
                    swap(&state.jobs, &jobs)
                    return false
                }
                if state.isClosed { return true }
                state.isWaiting = true
                return nil
            }
            if let isDone { return !isDone }
            wake.wait()
        }
    }
}
