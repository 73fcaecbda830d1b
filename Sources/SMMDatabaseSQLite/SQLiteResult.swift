import GRDB
import GRDBSQLite
import SMMDatabase

/// Turns SQLite's result codes into the port's failures.
enum SQLiteResult {
    /// What an extended result code means.
    static func code(_ extended: Int32) -> DatabaseFailure.Code {
        switch extended {
        case SQLITE_CONSTRAINT | 8 << 8, SQLITE_CONSTRAINT | 6 << 8, SQLITE_CONSTRAINT | 10 << 8: return .unique
        case SQLITE_CONSTRAINT | 3 << 8: return .foreignKey
        default: break
        }
        return switch extended & 0xff {
        case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
        case SQLITE_FULL: .full
        case SQLITE_READONLY: .readOnly
        case SQLITE_IOERR, SQLITE_CANTOPEN: .inputOutput
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_CONSTRAINT: .constraint
        case SQLITE_ERROR, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_MISMATCH: .misuse
        default: .driver
        }
    }

    /// The connection's last failure, with the statement's text.
    static func failure(
        _ connection: OpaquePointer?, _ text: String, file: String = #fileID, line: UInt = #line
    ) -> DatabaseFailure {
        let extended = sqlite3_extended_errcode(connection)
        let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "no message"
        return DatabaseFailure(
            code(extended), "\(message), in: \(text)", driverCode: extended, file: file, line: line)
    }

    /// The same for an error thrown by GRDB; any other error that is not ours becomes ``DatabaseFailure/Code/driver``.
    static func failure(
        from error: any Error, file: String = #fileID, line: UInt = #line
    ) -> DatabaseFailure {
        switch error {
        case let failure as DatabaseFailure: return failure
        case let error as GRDB.DatabaseError:
            let extended = error.extendedResultCode.rawValue
            let message = [error.message ?? "no message", error.sql.map { "in: \($0)" }].compactMap(\.self)
            return DatabaseFailure(
                code(extended), message.joined(separator: ", "), driverCode: extended, file: file, line: line)
        default:
            return DatabaseFailure(.driver, "\(error)", file: file, line: line)
        }
    }
}
