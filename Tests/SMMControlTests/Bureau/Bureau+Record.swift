import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMStore

extension Bureau {
    /// How many events there are.
    func eventCount() async throws -> Int64 {
        try await database.read { tx in try EventLog.lastSequence(in: tx) }
    }

    /// The events after a sequence, oldest first.
    func events(after sequence: Int64) async throws -> [EventRow] {
        try await database.read { tx in try EventLog.after(sequence, limit: 1000, in: tx) }
    }

    /// The first event whose hash does not follow from the one before.
    func brokenLink() async throws -> Int64? {
        try await database.read { tx in try EventLog.firstBrokenLink(after: 0, in: tx) }
    }
}
