import Dispatch
import Synchronization

/// Runs file work on a few threads of its own, so that a slow disk never stalls the cooperative pool.
final class FileLanes: Sendable {
    private let queues: [DispatchQueue]
    private let next = Atomic<Int>(0)

    /// Lanes for work of which at most `count` pieces block at once.
    init(count: Int = 4) {
        queues = (0..<max(1, count)).map { DispatchQueue(label: "smmd.media.\($0)") }
    }

    /// Runs `body` on one of the lanes; throws what it throws.
    func run<T: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> T
    ) async throws(Failure) -> T {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        let queue = queues[Int(number.magnitude % queues.count.magnitude)]
        let result: Result<T, Failure> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Result(catching: body)) }
        }
        return try result.get()
    }
}
