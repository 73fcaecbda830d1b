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

    /// The states of operations whose mark of being unsettled does not fit; no start would find them.
    func mismarked() async throws -> [String] {
        let marked = try await database.read { tx in
            try tx.query("SELECT DISTINCT state, unsettled_at IS NOT NULL FROM operation") {
                (try $0.text(0), try $0.bool(1))
            }
        }
        return marked.filter { OperationState(rawValue: $0.0)?.isUnsettled != $0.1 }.map(\.0)
    }

    /// The first event whose hash does not follow from the one before.
    func brokenLink() async throws -> Int64? {
        try await database.read { tx in try EventLog.firstBrokenLink(after: 0, in: tx) }
    }
}
