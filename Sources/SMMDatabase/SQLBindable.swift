/// A type whose values can stand in a statement as a parameter.
///
/// An enum or id that is `RawRepresentable` with a bindable raw value conforms by naming the protocol alone.
package protocol SQLBindable {
    /// This value as the database stores it.
    var sqlValue: SQLValue { get }

    /// The column type, needed where a list is empty and PostgreSQL cannot infer one; `BIGINT` unless stated.
    static var sqlType: SQLColumnType { get }
}

extension SQLBindable {
    /// Most parameters are ids, instants and counts.
    package static var sqlType: SQLColumnType { .bigint }
}

extension SQLBindable where Self: RawRepresentable, RawValue: SQLBindable {
    /// The raw value.
    package var sqlValue: SQLValue { rawValue.sqlValue }
    /// The raw value's type.
    package static var sqlType: SQLColumnType { RawValue.sqlType }
}
