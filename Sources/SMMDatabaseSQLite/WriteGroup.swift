import SMMDatabase

/// The bodies that share one commit.
struct WriteGroup {
    private let session: SQLiteSession
    private let memory: WriterMemory
    /// A body alone needs no savepoint: its failure is the transaction's.
    private let isAlone: Bool
    private let isFollowed: Bool
    private var results: [Job<any WriteTransaction>.Settle] = []
    private var kept = 0
    /// A body's failure that says something about the connection or its disk; the rest of the group may be fine.
    private(set) var worst: DatabaseFailure?
    /// What the bodies announced that are kept.
    private(set) var notices = RecentNotices()

    init(session: SQLiteSession, memory: WriterMemory, isAlone: Bool, isFollowed: Bool) {
        self.session = session
        self.memory = memory
        self.isAlone = isAlone
        self.isFollowed = isFollowed
    }

    /// True when no body's work is to be kept.
    var isEmpty: Bool { kept == 0 }

    /// Bodies that ran.
    var count: Int { results.count }

    /// True when no body ran at all.
    var isUntouched: Bool { results.isEmpty }

    /// Runs one body; throws only when the whole transaction is lost with it.
    mutating func run(_ job: Job<any WriteTransaction>) throws(DatabaseFailure) {
        let transaction = SQLiteTransaction(session, memory: memory, isFollowed: isFollowed)
        do {
            if !isAlone { try session.control("SAVEPOINT body") }
            let settle = try job.run(transaction)
            transaction.end()
            try checkOpen()
            if !isAlone { try session.control("RELEASE body") }
            results.append(settle)
            notices.add(transaction.notices)
            kept += 1
        } catch {
            transaction.end()
            results.append { _ in job.fail(error) }
            try undo(error)
        }
    }

    /// Undoes the body alone, if the failure has left anything of the transaction.
    private mutating func undo(_ error: any Error) throws(DatabaseFailure) {
        memory.forget()
        let failure = error as? DatabaseFailure
        if let failure, [.corrupt, .inputOutput, .full].contains(failure.code) { worst = failure }
        guard !session.isAutocommit else {
            throw failure ?? DatabaseFailure(.rolledBack, "a failure in another body rolled the transaction back")
        }
        guard !isAlone else { return }
        try session.control("ROLLBACK TO body")
        try session.control("RELEASE body")
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
