/// Every migration and every statement of the program, so that a check can prepare them all on every dialect.
package struct StatementRegistry: Sendable {
    /// A statement's name and its text in the portable dialect.
    package struct Entry: Sendable, Hashable {
        /// `area/name`, or `area#n` for the n-th statement of the fast path.
        package let name: String
        /// The text with `$1`, `$2`, …
        package let text: String
    }

    /// The migrations in order.
    package let migrations: [Migration]
    /// The statements.
    package let entries: [Entry]

    /// A registry of these migrations and areas.
    package init(migrations: [Migration], catalogs: [any StatementCatalog.Type]) {
        self.migrations = migrations
        var entries: [Entry] = []
        for catalog in catalogs {
            for (position, statement) in catalog.statements.enumerated() {
                entries.append(Entry(name: "\(catalog.area)#\(position)", text: statement.text))
            }
            entries += catalog.samples.map { Entry(name: "\(catalog.area)/\($0.name)", text: $0.sql.text) }
        }
        self.entries = entries
    }

    /// The statements that ran but are not registered; a test feeds it what a driver's observer saw.
    package func unregistered(among texts: some Sequence<String>) -> [String] {
        let known = Set(entries.map(\.text))
        return Set(texts).filter { !known.contains($0) }.sorted()
    }
}
