/// The column types of the portable dialect, spelt as migrations write them.
package enum SQLColumnType: String, Sendable, Hashable, CaseIterable {
    /// 64-bit signed integer; instants, ids, flags and counts.
    case bigint = "BIGINT"
    /// UTF-8 text without NUL.
    case text = "TEXT"
    /// Bytes.
    case blob = "BLOB"
    /// IEEE 754 double.
    case double = "DOUBLE PRECISION"
}
