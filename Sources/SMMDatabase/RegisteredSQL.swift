/// A statement of interpolated ``SQL``, listed with sample values so that it can be prepared on every dialect.
package struct RegisteredSQL: Sendable {
    /// Where it belongs: `operation.claim`.
    package let name: String
    /// The statement as built from sample values.
    package let sql: SQL

    /// Lists `sql` as `name`; build it by calling the function that the program calls.
    package init(_ name: String, _ sql: SQL) {
        self.name = name
        self.sql = sql
    }
}
