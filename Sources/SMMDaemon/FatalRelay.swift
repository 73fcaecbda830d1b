import SMMDatabase
import Synchronization

/// Carries the first failure that the daemon cannot outlive from the database's threads to the service that ends it.
final class FatalRelay: Sendable {
    /// Ends after the first.
    let failures: AsyncStream<DatabaseFailure>
    private let continuation: AsyncStream<DatabaseFailure>.Continuation
    private let told = Atomic(false)

    init() {
        (failures, continuation) = AsyncStream.makeStream()
    }

    /// Whether there was one: the database is then left as it is.
    var isTold: Bool { told.load(ordering: .acquiring) }

    /// Tells of a failure; only the first counts.
    func tell(_ failure: DatabaseFailure) {
        guard !told.exchange(true, ordering: .acquiringAndReleasing) else { return }
        continuation.yield(failure)
        continuation.finish()
    }
}
