import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore

/// What a start does with a database that is a copy: a restored backup, or one whose log is gone.
enum CopyAdoption {
    /// Holds everything where the database is a copy; tried again where the disk was full, whose reserve is then spent.
    ///
    /// - Parameter settle: how long what may just have been sent on a platform is left alone.
    static func holdIfNeeded(
        _ database: SQLiteDatabase, _ ids: IDSource, settle: @escaping @Sendable (_ platform: String) -> Milliseconds,
        now: Instant
    ) async throws {
        guard database.opening.isCopy else { return }
        do {
            try await hold(database, ids, settle: settle, now: now)
        } catch let failure as DatabaseFailure where failure.code == .full {
            try await hold(database, ids, settle: settle, now: now)
        }
    }

    /// Holds everything, tells a person, and makes the copy the database from now on, under another generation id.
    private static func hold(
        _ database: SQLiteDatabase, _ ids: IDSource, settle: @escaping @Sendable (_ platform: String) -> Milliseconds,
        now: Instant
    ) async throws {
        let isLogLost = database.opening.isLogLost
        let copiedAt = database.opening.copiedAt
        let hold = Hold(
            id: ids.next(), brand: nil, scope: .everything, reason: .restore,
            detail: isLogLost
                ? "The database's log (smmd.db-wal) is gone, removed or folded in by another program; "
                    + "what was made or sent in the last run may not be known."
                : "This database is a restored copy; what was sent since it was made is not known.", placedAt: now,
            placedBy: "smmd")
        let notice: NoticeID = ids.next()
        try await database.adoptCopy { tx in
            let dueBy = try Self.dueBy(now, copiedAt: copiedAt, in: tx)
            let doubtful = try CopyDoubt.enter(dueBy: dueBy, now: now, settle: settle, in: tx)
            try Holds.place(hold, in: tx)
            try EventLog.append(
                EventDraft(
                    at: now, brand: nil, principal: .system(via: "start"), verb: "hold.placed", subjectKind: "hold",
                    subject: hold.id.rawValue, after: hold.reason.rawValue, detail: hold.detail), in: tx)
            try Notices.raise(
                NoticeDraft(
                    brand: nil, kind: "restore", dedupe: "restore:\(hold.id)", severity: "critical",
                    subject: isLogLost
                        ? "The log of smmd's database is gone, and smmd sends nothing"
                        : "smmd runs on a restored backup and sends nothing",
                    body: Self.advice(isLogLost: isLogLost, doubtful: doubtful, isClockSet: now >= DaemonCore.built),
                    command: "smmctl hold release \(hold.id)"), id: notice, now: now, in: tx)
        }
    }

    /// Until when the original can have sent. A clock that is behind would let what it has sent pass for not yet due,
    /// and there is no second look: after a clock that is not set, nothing says when it is.
    private static func dueBy(_ now: Instant, copiedAt: Instant?, in tx: any ReadTransaction) throws -> Instant {
        guard now >= DaemonCore.built else { return Instant(milliseconds: .max) }
        let alive = try Facts.value(PublishEngine.aliveFact, in: tx).flatMap { Int64($0) }
        return [copiedAt, alive.map(Instant.init(milliseconds:))].compactMap(\.self).reduce(now, max)
    }

    /// - Parameter doubtful: posts that may be out already though the database says they wait.
    private static func advice(isLogLost: Bool, doubtful: Int, isClockSet: Bool) -> String {
        let look =
            isLogLost
            ? "Look at what is missing and at what was published lately, then let smmd send again."
            : "Look at what was published since the backup was made, then let smmd send again."
        guard doubtful > 0 else { return look }
        let posts = doubtful == 1 ? "1 post was" : "\(doubtful) posts were"
        let due = isClockSet ? "due by now" : "due at some time, the clock not being set,"
        return "\(look) \(posts) \(due) and may be out: once you do, smmd asks the networks before it sends any of "
            + "them, and you where a network cannot say (smmctl post list --state uncertain)."
    }
}
