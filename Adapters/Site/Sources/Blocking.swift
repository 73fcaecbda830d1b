import Dispatch

/// Runs what waits for the disk away from the threads that all tasks share.
enum Blocking {
    private static let queue = DispatchQueue(label: "smmd.site", attributes: .concurrent)

    /// Runs `body` on a thread of its own and answers what it answers.
    static func run<Value: Sendable, Problem: Error>(
        _ body: @escaping @Sendable () throws(Problem) -> Value
    ) async throws(Problem) -> Value {
        let result: Result<Value, Problem> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Result(catching: body)) }
        }
        return try result.get()
    }
}
