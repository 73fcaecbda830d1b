import GRDB
import GRDBSQLite
import SMMDatabase

/// One connection with its compiled statements; stays on the thread that made it.
final class SQLiteSession {
    let database: GRDB.Database
    private let connection: OpaquePointer?
    private let observer: (@Sendable (String) -> Void)?
    private var byIndex: [PreparedStatement?] = []
    private var byText: [String: PreparedStatement] = [:]
    private var controls: [String: PreparedStatement] = [:]
    /// Beyond this many, interpolated statements are forgotten all at once; lists of many lengths would never end.
    private let textLimit = 512

    init(_ database: GRDB.Database, observer: (@Sendable (String) -> Void)?) {
        self.database = database
        self.connection = database.sqliteConnection
        self.observer = observer
    }

    /// False inside a transaction.
    var isAutocommit: Bool { sqlite3_get_autocommit(connection) != 0 }

    /// Rows changed since the connection was opened; wraps around.
    var totalChanges: Int32 { sqlite3_total_changes(connection) }

    /// Rows changed by the last INSERT, UPDATE or DELETE.
    var lastChanges: Int { Int(sqlite3_changes(connection)) }

    /// The compiled form of `statement`, or a second one while the first is being read.
    func prepared(_ statement: SMMDatabase.Statement) throws(DatabaseFailure) -> PreparedStatement {
        let index = statement.index
        if index < byIndex.count, let found = byIndex[index], !found.isBusy { return found }
        let made = try prepare(statement.text)
        while byIndex.count <= index { byIndex.append(nil) }
        if byIndex[index] == nil { byIndex[index] = made }
        return made
    }

    /// The compiled form of `text`, or a second one while the first is being read.
    func prepared(_ text: String) throws(DatabaseFailure) -> PreparedStatement {
        if let found = byText[text], !found.isBusy { return found }
        let made = try prepare(text)
        if byText.count >= textLimit { byText.removeAll(keepingCapacity: true) }
        if byText[text] == nil { byText[text] = made }
        return made
    }

    private func prepare(_ text: String) throws(DatabaseFailure) -> PreparedStatement {
        let word = text.drop { $0.isWhitespace }.prefix { $0.isLetter }.uppercased()
        guard !Self.refused.contains(word) else {
            throw DatabaseFailure(.misuse, "\(word) is the driver's own business, in: \(text)")
        }
        observer?(text)
        return try PreparedStatement(text, in: database)
    }

    /// Runs a statement of the driver's own: BEGIN, SAVEPOINT, COMMIT.
    func control(_ text: String) throws(DatabaseFailure) {
        let statement: PreparedStatement
        if let found = controls[text] {
            statement = found
        } else {
            statement = try PreparedStatement(text, in: database)
            controls[text] = statement
        }
        defer { statement.reset() }
        _ = try statement.step()
    }

    /// Ends whatever transaction is open; a failure leaves none either, or the connection is beyond use.
    func rollback() {
        if !isAutocommit { try? control("ROLLBACK") }
    }

    /// The first column of the first row, for pragmas.
    func pragma(_ text: String) throws(DatabaseFailure) -> SQLValue {
        let statement = try PreparedStatement(text, in: database)
        defer { statement.reset() }
        guard try statement.step() else { return .null }
        return try statement.value(at: 0)
    }

    /// Statements that would end the transaction under the driver's feet, or change the connection.
    private static let refused: Set<String> = [
        "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "ATTACH", "DETACH", "VACUUM",
    ]
}
