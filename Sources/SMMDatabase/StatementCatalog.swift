/// One area's statements, listed by hand; a ``StatementRegistry`` is made of these.
package protocol StatementCatalog {
    /// The area's name: `event`.
    static var area: String { get }
    /// The statements of the fast path.
    static var statements: [Statement] { get }
    /// The interpolated ones, built by calling the functions that make them with sample values.
    static var samples: [RegisteredSQL] { get }
}

extension StatementCatalog {
    /// None.
    package static var statements: [Statement] { [] }
    /// None.
    package static var samples: [RegisteredSQL] { [] }
}
