/// A transaction that may change the database; what its closure did is kept whole or not at all.
package protocol WriteTransaction: ReadTransaction {
    /// Runs a statement that returns no rows; gives the number of rows it changed.
    @discardableResult
    func execute(_ sql: SQL) throws -> Int

    /// Runs a statement that returns no rows; the fast form: values that stand in a list of a fixed length need no memory
    /// of their own. Gives the number of rows it changed.
    @discardableResult
    func run(_ statement: Statement, _ values: Span<SQLValue>) throws -> Int

    /// A value the writer remembers between transactions, such as the head of the event chain.
    ///
    /// Nil unless it was set by a transaction that this one follows without a gap: forgotten on any rollback, a
    /// savepoint's included, when the database is opened anew, and always by a driver that is not the only writer.
    subscript<Value: Sendable>(memory key: MemoryKey<Value>) -> Value? { get set }

    /// Tells whoever follows what is written: once it is durable, in the order of the writing, and never of what was
    /// undone. Where nobody follows, the notice is not even made; of very many in one commit the first may be left out.
    func announce(_ notice: () -> any Sendable)
}

extension WriteTransaction {
    /// Runs a statement that returns no rows.
    @discardableResult
    package func run(_ statement: Statement, _ values: [SQLValue]) throws -> Int {
        try run(statement, values.span)
    }

    /// Runs a statement that returns no rows, its values spelt out.
    @discardableResult
    package func run(_ statement: Statement, _ values: SQLValue...) throws -> Int {
        try run(statement, values.span)
    }
}
