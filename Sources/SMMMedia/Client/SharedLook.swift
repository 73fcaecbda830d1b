import SMMAdapterKit
import Synchronization

/// Gives one finding to all who ask while it is being made.
final class SharedLook: Sendable {
    private let underWay = Mutex<Task<Failure?, Never>?>(nil)

    /// What the look that is under way finds, or one that begins now. It goes on when who asked goes: others may wait for it.
    func value(_ look: @escaping @Sendable () async -> Failure?) async -> Failure? {
        let task = underWay.withLock { task in
            if let task { return task }
            let fresh = Task {
                let found = await look()
                self.underWay.withLock { $0 = nil }
                return found
            }
            task = fresh
            return fresh
        }
        return await task.value
    }
}
