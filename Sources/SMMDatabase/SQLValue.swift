/// A value as every driver stores it: the five kinds that SQLite and PostgreSQL share.
package enum SQLValue: Sendable, Hashable {
    /// SQL NULL.
    case null
    /// A BIGINT.
    case integer(Int64)
    /// A DOUBLE PRECISION.
    case real(Double)
    /// A TEXT; a driver refuses one that holds NUL with ``DatabaseFailure/Code/nulInText``.
    case text(String)
    /// A BLOB (BYTEA in PostgreSQL).
    case blob([UInt8])
}
