import GRDB
import GRDBSQLite
import Glibc
import SMMDatabase

/// A compiled statement; reads and binds go straight to SQLite, since this is the hot path.
final class PreparedStatement: RowSource {
    let text: String
    let isReadOnly: Bool
    /// Set while rows are being read, so that a nested use of the same text gets a statement of its own.
    var isBusy = false

    /// Owns the pointer: finalises it when the last reference goes.
    private let owner: GRDB.Statement
    private let pointer: OpaquePointer
    private let connection: OpaquePointer?
    /// For each of SQLite's parameter slots, the position in the values; nil where they are the same.
    private let order: [Int]?
    private let parameterCount: Int
    private var space = BindSpace()

    init(_ text: String, in database: GRDB.Database) throws(DatabaseFailure) {
        do {
            owner = try database.makeStatement(sql: text)
        } catch {
            throw SQLiteResult.failure(from: error)
        }
        self.text = text
        pointer = owner.sqliteStatement
        connection = database.sqliteConnection
        isReadOnly = sqlite3_stmt_readonly(pointer) != 0
        parameterCount = Int(sqlite3_bind_parameter_count(pointer))
        order = try Self.order(pointer, parameterCount, text)
    }

    deinit { space.free() }

    /// `$2` may come before `$1` in a text: SQLite numbers by appearance, PostgreSQL by the number.
    private static func order(
        _ pointer: OpaquePointer, _ count: Int, _ text: String
    ) throws(DatabaseFailure) -> [Int]? {
        var positions: [Int] = []
        for slot in 0..<count {
            guard let name = sqlite3_bind_parameter_name(pointer, Int32(slot + 1)),
                let number = Int(String(cString: name).dropFirst()), number >= 1, number <= count
            else {
                throw DatabaseFailure(.misuse, "parameters must be $1 to $\(count) without a gap, in: \(text)")
            }
            positions.append(number - 1)
        }
        return positions == Array(0..<count) ? nil : positions
    }

    func bind(_ values: Span<SQLValue>) throws(DatabaseFailure) {
        guard values.count == parameterCount else {
            throw DatabaseFailure(.misuse, "\(values.count) values for \(parameterCount) parameters, in: \(text)")
        }
        space.begin(values)
        for slot in 0..<parameterCount {
            try bind(values[order?[slot] ?? slot], Int32(slot + 1))
        }
    }

    private func bind(_ value: SQLValue, _ slot: Int32) throws(DatabaseFailure) {
        let result =
            switch value {
            case .null: sqlite3_bind_null(pointer, slot)
            case .integer(let number): sqlite3_bind_int64(pointer, slot, number)
            case .real(let number): sqlite3_bind_double(pointer, slot, number)
            case .text(let string): try bind(string, slot)
            case .blob(let bytes): bind(bytes, slot)
            }
        guard result == SQLITE_OK else { throw SQLiteResult.failure(connection, text) }
    }

    private func bind(_ string: String, _ slot: Int32) throws(DatabaseFailure) -> Int32 {
        var string = string
        let result: Int32? = string.withUTF8 { bytes in
            guard let base = bytes.baseAddress, !bytes.isEmpty else {
                return sqlite3_bind_text64(pointer, slot, Self.empty, 0, nil, UInt8(SQLITE_UTF8))
            }
            if memchr(base, 0, bytes.count) != nil { return nil }
            let (start, lifetime) = space.place(UnsafeRawBufferPointer(bytes))
            return sqlite3_bind_text64(
                pointer, slot, start?.assumingMemoryBound(to: CChar.self), UInt64(bytes.count), lifetime,
                UInt8(SQLITE_UTF8))
        }
        guard let result else {
            throw DatabaseFailure(.nulInText, "parameter \(slot) holds NUL, in: \(text)")
        }
        return result
    }

    private func bind(_ bytes: [UInt8], _ slot: Int32) -> Int32 {
        // A null pointer would bind NULL, and an empty array may have one.
        guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(pointer, slot, 0) }
        return bytes.withUnsafeBytes {
            let (start, lifetime) = space.place($0)
            return sqlite3_bind_blob64(pointer, slot, start, UInt64($0.count), lifetime)
        }
    }

    /// A text without a pointer would be NULL.
    private static var empty: UnsafePointer<CChar> {
        let text: StaticString = ""
        return UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    /// True when there is a row.
    func step() throws(DatabaseFailure) -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw SQLiteResult.failure(connection, text)
        }
    }

    /// Makes it ready for the next use and lets go of its locks.
    func reset() {
        sqlite3_reset(pointer)
        isBusy = false
    }

    // What a Row reads

    var columnCount: Int { Int(sqlite3_data_count(pointer)) }

    func value(at index: Int) throws(DatabaseFailure) -> SQLValue {
        switch try type(at: index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, Int32(index)))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(pointer, Int32(index)))
        case SQLITE_TEXT: return try text(at: index).map { .text($0) } ?? .null
        case SQLITE_BLOB: return try blob(at: index).map { .blob($0) } ?? .null
        default: return .null
        }
    }

    func integer(at index: Int) throws(DatabaseFailure) -> Int64? {
        switch try type(at: index) {
        case SQLITE_INTEGER: return sqlite3_column_int64(pointer, Int32(index))
        case SQLITE_NULL: return nil
        default: throw wrongType(index, "an integer")
        }
    }

    func real(at index: Int) throws(DatabaseFailure) -> Double? {
        switch try type(at: index) {
        case SQLITE_FLOAT, SQLITE_INTEGER: return sqlite3_column_double(pointer, Int32(index))
        case SQLITE_NULL: return nil
        default: throw wrongType(index, "a number")
        }
    }

    func text(at index: Int) throws(DatabaseFailure) -> String? {
        switch try type(at: index) {
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(pointer, Int32(index)) else { return nil }
            let count = Int(sqlite3_column_bytes(pointer, Int32(index)))
            guard let string = String(validating: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
            else { throw wrongType(index, "valid UTF-8") }
            return string
        case SQLITE_NULL: return nil
        default: throw wrongType(index, "a text")
        }
    }

    func blob(at index: Int) throws(DatabaseFailure) -> [UInt8]? {
        switch try type(at: index) {
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(pointer, Int32(index)) else { return [] }
            return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, Int32(index)))))
        case SQLITE_NULL: return nil
        default: throw wrongType(index, "a blob")
        }
    }

    /// Zero columns are there when no row is current: a row kept too long ends here.
    private func type(at index: Int) throws(DatabaseFailure) -> Int32 {
        let count = columnCount
        guard index >= 0, index < count else {
            throw count == 0
                ? DatabaseFailure(.misuse, "the row was kept beyond its closure, in: \(text)")
                : DatabaseFailure(.columnType, "column \(index) of \(count) does not exist, in: \(text)")
        }
        return sqlite3_column_type(pointer, Int32(index))
    }

    private func wrongType(_ index: Int, _ expected: String) -> DatabaseFailure {
        DatabaseFailure(.columnType, "column \(index) is not \(expected), in: \(text)")
    }
}
