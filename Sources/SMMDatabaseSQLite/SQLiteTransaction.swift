import SMMDatabase

/// A transaction for the length of one body.
final class SQLiteTransaction: WriteTransaction {
    private let session: SQLiteSession
    private let memory: WriterMemory?
    private let isFollowed: Bool
    private var isEnded = false
    /// True once a statement that writes was tried, whatever came of it.
    private(set) var hasWritten = false
    /// What was announced so far.
    private(set) var notices = RecentNotices()

    /// - Parameters:
    ///   - memory: Nil for a transaction that only reads.
    ///   - isFollowed: Whether anybody wants to know what is announced.
    init(_ session: SQLiteSession, memory: WriterMemory?, isFollowed: Bool = false) {
        self.session = session
        self.memory = memory
        self.isFollowed = isFollowed
    }

    /// Makes every later use throw.
    func end() { isEnded = true }

    func forEachWhile(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        try check()
        try rows(of: session.prepared(sql.text), sql.values, body)
    }

    func forEachWhile(_ statement: Statement, _ values: [SQLValue], _ body: (Row) throws -> Bool) throws {
        try check()
        try rows(of: session.prepared(statement), values, body)
    }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        try check()
        return try run(session.prepared(sql.text), sql.values.span)
    }

    @discardableResult
    func run(_ statement: Statement, _ values: Span<SQLValue>) throws -> Int {
        try check()
        return try run(session.prepared(statement), values)
    }

    subscript<Value: Sendable>(memory key: MemoryKey<Value>) -> Value? {
        get { isEnded ? nil : memory?[key] }
        set { if !isEnded { memory?[key] = newValue } }
    }

    func announce(_ notice: () -> any Sendable) {
        if isFollowed, !isEnded { notices.add(notice()) }
    }

    private func rows(
        of prepared: PreparedStatement, _ values: [SQLValue], _ body: (Row) throws -> Bool
    ) throws {
        try checkMayRun(prepared)
        prepared.isBusy = true
        defer { prepared.reset() }
        try prepared.bind(values.span)
        let row = Row(source: prepared)
        while try prepared.step() {
            guard try body(row) else { break }
        }
    }

    private func run(_ prepared: PreparedStatement, _ values: Span<SQLValue>) throws(DatabaseFailure) -> Int {
        try checkMayRun(prepared)
        defer { prepared.reset() }
        try prepared.bind(values)
        let before = session.totalChanges
        while try prepared.step() {}
        // The count of the last change stays as it was after a statement that changes no rows.
        return session.totalChanges == before ? 0 : session.lastChanges
    }

    private func checkMayRun(_ prepared: PreparedStatement) throws(DatabaseFailure) {
        if prepared.isReadOnly { return }
        hasWritten = true
        guard memory != nil else {
            throw DatabaseFailure(.misuse, "a read transaction may not write, in: \(prepared.text)")
        }
    }

    /// A full disk rolls the whole transaction back by itself; what followed would run outside of any.
    private func check() throws(DatabaseFailure) {
        guard !isEnded else { throw DatabaseFailure(.misuse, "the transaction was kept beyond its closure") }
        guard !session.isAutocommit else {
            throw DatabaseFailure(.rolledBack, "an earlier failure rolled this transaction back")
        }
    }
}
