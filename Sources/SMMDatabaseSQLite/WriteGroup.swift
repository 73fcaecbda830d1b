import SMMDatabase

/// The bodies that share one commit.
///
/// SQLite copies every page that is first changed behind a savepoint, a tenth of what a small write costs, and hardly a
/// body fails once it has written. So bodies go without, and where one fails that has written, the group is run again
/// with a savepoint for each.
struct WriteGroup {
    /// What the transaction is after a body.
    enum State {
        case open
        /// What a failed body wrote is in it, and cannot be taken out alone.
        case spoilt
    }

    private let session: SQLiteSession
    private let memory: WriterMemory
    /// Each body can be undone alone.
    private let hasSavepoints: Bool
    private let isFollowed: Bool
    private var results: [Job<any WriteTransaction>.Settle] = []
    private var kept = 0
    /// A body's failure that says something about the connection or its disk; the rest of the group may be fine.
    private(set) var worst: DatabaseFailure?
    /// What the bodies announced that are kept.
    private(set) var notices = RecentNotices()

    init(session: SQLiteSession, memory: WriterMemory, hasSavepoints: Bool, isFollowed: Bool) {
        self.session = session
        self.memory = memory
        self.hasSavepoints = hasSavepoints
        self.isFollowed = isFollowed
    }

    /// The group to begin with once this one's transaction was rolled back: each body can be undone alone in it.
    func withSavepoints() -> WriteGroup {
        var group = WriteGroup(session: session, memory: memory, hasSavepoints: true, isFollowed: isFollowed)
        group.worst = worst
        return group
    }

    /// True when no body's work is to be kept.
    var isEmpty: Bool { kept == 0 }

    /// Bodies that ran.
    var count: Int { results.count }

    /// True when no body ran at all.
    var isUntouched: Bool { results.isEmpty }

    /// Runs one body; throws only when the whole transaction is lost with it.
    mutating func run(_ job: Job<any WriteTransaction>) throws(DatabaseFailure) -> State {
        let transaction = SQLiteTransaction(session, memory: memory, isFollowed: isFollowed)
        do {
            if hasSavepoints { try session.control("SAVEPOINT body") }
            let settle = try job.run(transaction)
            transaction.end()
            try checkOpen()
            if hasSavepoints { try session.control("RELEASE body") }
            results.append(settle)
            notices.add(transaction.notices)
            kept += 1
            return .open
        } catch {
            transaction.end()
            results.append { _ in job.fail(error) }
            return try undo(error, hasWritten: transaction.hasWritten)
        }
    }

    /// Undoes the body alone, if the failure has left anything of the transaction.
    private mutating func undo(_ error: any Error, hasWritten: Bool) throws(DatabaseFailure) -> State {
        memory.forget()
        let failure = error as? DatabaseFailure
        if let failure, [.corrupt, .inputOutput, .full].contains(failure.code) { worst = failure }
        guard !session.isAutocommit else {
            throw failure ?? DatabaseFailure(.rolledBack, "a failure in another body rolled the transaction back")
        }
        guard hasSavepoints else { return hasWritten ? .spoilt : .open }
        try session.control("ROLLBACK TO body")
        try session.control("RELEASE body")
        return .open
    }

    /// A body may have caught a failure that rolled everything back.
    private func checkOpen() throws(DatabaseFailure) {
        guard !session.isAutocommit else {
            throw DatabaseFailure(.rolledBack, "a failure within the body rolled the transaction back")
        }
    }

    /// Tells every caller.
    func settle(_ failure: DatabaseFailure?) {
        for result in results { result(failure) }
    }
}
