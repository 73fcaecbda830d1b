package import SMMModel

extension SQLValue: SQLBindable {
    /// Itself.
    package var sqlValue: SQLValue { self }
}

extension Int64: SQLBindable {
    /// A BIGINT.
    package var sqlValue: SQLValue { .integer(self) }
}

extension Int: SQLBindable {
    /// A BIGINT.
    package var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int32: SQLBindable {
    /// A BIGINT.
    package var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension UInt32: SQLBindable {
    /// A BIGINT.
    package var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension UInt8: SQLBindable {
    /// A BIGINT.
    package var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Bool: SQLBindable {
    /// 0 or 1.
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Double: SQLBindable {
    /// A DOUBLE PRECISION; NaN becomes NULL in SQLite, so do not store one.
    package var sqlValue: SQLValue { .real(self) }
    /// DOUBLE PRECISION.
    package static var sqlType: SQLColumnType { .double }
}

extension String: SQLBindable {
    /// A TEXT.
    package var sqlValue: SQLValue { .text(self) }
    /// TEXT.
    package static var sqlType: SQLColumnType { .text }
}

extension Array: SQLBindable where Element == UInt8 {
    /// A BLOB.
    package var sqlValue: SQLValue { .blob(self) }
    /// BLOB.
    package static var sqlType: SQLColumnType { .blob }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    /// The wrapped value, or NULL.
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
    /// The wrapped type's.
    package static var sqlType: SQLColumnType { Wrapped.sqlType }
}

// What the hot statements bind, without the detour over the wrapped type's conformance.

extension Int64? {
    /// A BIGINT, or NULL.
    package var sqlValue: SQLValue { if let self { .integer(self) } else { .null } }
}

extension String? {
    /// A TEXT, or NULL.
    package var sqlValue: SQLValue { if let self { .text(self) } else { .null } }
}

extension Instant? {
    /// Milliseconds since the Unix epoch, or NULL.
    package var sqlValue: SQLValue { if let self { .integer(self.milliseconds) } else { .null } }
}

extension Instant: SQLBindable {
    /// Milliseconds since the Unix epoch.
    package var sqlValue: SQLValue { .integer(milliseconds) }
}

extension Milliseconds: SQLBindable {
    /// The count of milliseconds.
    package var sqlValue: SQLValue { .integer(count) }
}
