import Synchronization

/// Lets one task at a time at each site, in the order they came; different sites do not wait for each other.
final class SiteGate: Sendable {
    private let waiting = Mutex<[String: [CheckedContinuation<Void, Never>]]>([:])

    /// Runs `body` when every earlier task for `directory` is done.
    func pass<Value: Sendable>(_ directory: String, _ body: () async -> Value) async -> Value {
        await enter(directory)
        defer { leave(directory) }
        return await body()
    }

    private func enter(_ directory: String) async {
        await withCheckedContinuation { continuation in
            let isFree = waiting.withLock { waiting in
                guard waiting[directory] == nil else {
                    waiting[directory]?.append(continuation)
                    return false
                }
                waiting[directory] = []
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    private func leave(_ directory: String) {
        let next = waiting.withLock { waiting -> CheckedContinuation<Void, Never>? in
            guard var queue = waiting[directory], !queue.isEmpty else {
                waiting[directory] = nil
                return nil
            }
            let first = queue.removeFirst()
            waiting[directory] = queue
            return first
        }
        next?.resume()
    }
}
