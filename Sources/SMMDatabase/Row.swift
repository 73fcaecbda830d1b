package import SMMModel

/// One row of a result: a borrowed view, valid only inside the closure it is handed to.
///
/// Columns count from 0. A wrong type, an unexpected NULL or a column out of range throws
/// ``DatabaseFailure/Code/columnType``; a row kept beyond its closure throws ``DatabaseFailure/Code/misuse``.
package struct Row {
    private let source: any RowSource

    /// A view of the row that `source` stands on; for drivers.
    package init(source: any RowSource) {
        self.source = source
    }

    /// The number of columns.
    package var columnCount: Int { source.columnCount }

    /// The value as stored.
    package func value(_ index: Int) throws(DatabaseFailure) -> SQLValue { try source.value(at: index) }

    /// A BIGINT.
    package func int64(_ index: Int) throws(DatabaseFailure) -> Int64 {
        try require(source.integer(at: index), index)
    }

    /// A BIGINT or nil.
    package func optionalInt64(_ index: Int) throws(DatabaseFailure) -> Int64? { try source.integer(at: index) }

    /// A BIGINT as an `Int`.
    package func int(_ index: Int) throws(DatabaseFailure) -> Int { Int(try int64(index)) }

    /// A BIGINT as an `Int`, or nil.
    package func optionalInt(_ index: Int) throws(DatabaseFailure) -> Int? {
        try source.integer(at: index).map { Int($0) }
    }

    /// A flag stored as 0 or 1; any other number throws.
    package func bool(_ index: Int) throws(DatabaseFailure) -> Bool {
        switch try int64(index) {
        case 0: false
        case 1: true
        default: throw DatabaseFailure(.columnType, "column \(index) holds a number other than 0 and 1")
        }
    }

    /// A DOUBLE PRECISION.
    package func double(_ index: Int) throws(DatabaseFailure) -> Double { try require(source.real(at: index), index) }

    /// A DOUBLE PRECISION or nil.
    package func optionalDouble(_ index: Int) throws(DatabaseFailure) -> Double? { try source.real(at: index) }

    /// A TEXT.
    package func text(_ index: Int) throws(DatabaseFailure) -> String { try require(source.text(at: index), index) }

    /// A TEXT or nil.
    package func optionalText(_ index: Int) throws(DatabaseFailure) -> String? { try source.text(at: index) }

    /// A BLOB; an empty one is not NULL.
    package func blob(_ index: Int) throws(DatabaseFailure) -> [UInt8] { try require(source.blob(at: index), index) }

    /// A BLOB or nil.
    package func optionalBlob(_ index: Int) throws(DatabaseFailure) -> [UInt8]? { try source.blob(at: index) }

    /// An instant stored as milliseconds.
    package func instant(_ index: Int) throws(DatabaseFailure) -> Instant {
        Instant(milliseconds: try int64(index))
    }

    /// An instant stored as milliseconds, or nil.
    package func optionalInstant(_ index: Int) throws(DatabaseFailure) -> Instant? {
        try source.integer(at: index).map { Instant(milliseconds: $0) }
    }

    /// A span stored as milliseconds.
    package func milliseconds(_ index: Int) throws(DatabaseFailure) -> Milliseconds {
        Milliseconds(count: try int64(index))
    }

    private func require<Value>(_ value: Value?, _ index: Int) throws(DatabaseFailure) -> Value {
        guard let value else { throw DatabaseFailure(.columnType, "column \(index) is NULL") }
        return value
    }
}
