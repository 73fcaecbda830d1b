package import SMMDatabase

/// What a driver's tests hand to the suite: one store, empty at first, that can be opened again after it was closed.
package protocol ConformanceDriver: Sendable {
    /// Opens the store with this program's migrations.
    func open(_ migrations: [Migration]) async throws -> any Database

    /// True when nobody else can write, so that the writer's memory may hold from one transaction to the next.
    var isOnlyWriter: Bool { get }
}
