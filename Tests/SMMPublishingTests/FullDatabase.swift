import SMMDatabase

/// A database on a disk that may be full.
final class FullDatabase: Database {
    private let real: any Database
    private let disk: FakeDisk

    init(_ real: any Database, disk: FakeDisk) {
        self.real = real
        self.disk = disk
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any ReadTransaction) throws -> T) async throws -> T {
        try await real.read(body)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any WriteTransaction) throws -> T) async throws -> T {
        guard disk.takesWrites else { throw DatabaseFailure(.full, "the disk is full") }
        return try await real.write(body)
    }

    func close() async {}
}
