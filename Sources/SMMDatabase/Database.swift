/// The database port: what every driver offers, and all that the parts may know of storage.
package protocol Database: Sendable {
    /// Runs `body` on a consistent snapshot, beside a running write; throws what `body` throws or ``DatabaseFailure``.
    func read<T: Sendable>(_ body: @escaping @Sendable (any ReadTransaction) throws -> T) async throws -> T

    /// Runs `body` in a transaction and returns once it is durable; throws what `body` throws or ``DatabaseFailure``.
    ///
    /// Bodies of concurrent callers share one commit (one fsync) and run one after another in the order of their calls; a
    /// body that throws undoes only itself. When the commit fails, every body of the group fails.
    ///
    /// A body may run twice, with all the first run wrote undone, because of a neighbour's failure: it may not count on
    /// what it left anywhere else.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any WriteTransaction) throws -> T) async throws -> T

    /// Finishes what was asked for, then closes; later calls throw ``DatabaseFailure/Code/closed``.
    func close() async
}
