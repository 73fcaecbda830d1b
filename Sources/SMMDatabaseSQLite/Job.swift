import SMMDatabase

/// A body someone waits for, with the type of its result hidden.
struct Job<Transaction>: Sendable {
    /// Tells the waiter: the result when nothing failed after the body returned, else the failure.
    typealias Settle = @Sendable (DatabaseFailure?) -> Void

    /// Runs the body; what it returns is to be called once the result is durable, or is not.
    let run: @Sendable (Transaction) throws -> Settle
    /// Tells the waiter that it failed.
    let fail: @Sendable (any Error) -> Void

    init<T: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> T, _ continuation: CheckedContinuation<T, any Error>
    ) {
        run = { transaction in
            let value = try body(transaction)
            return { failure in
                if let failure {
                    continuation.resume(throwing: failure)
                } else {
                    continuation.resume(returning: value)
                }
            }
        }
        fail = { continuation.resume(throwing: $0) }
    }
}
