package import SMMDatabase

/// Single facts the daemon keeps about itself: when it was last alive, the tzdata version of its plans,
/// what it was about to do.
package enum Facts {
    static let read = Statement("SELECT value FROM fact WHERE name = $1")
    static let write = Statement(
        "INSERT INTO fact (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
    static let remove = Statement("DELETE FROM fact WHERE name = $1")
    static let all = Statement("SELECT name, value FROM fact ORDER BY name")

    /// The fact's value, or nil.
    package static func value(_ name: String, in tx: any ReadTransaction) throws -> String? {
        try tx.first(read, [.text(name)]) { try $0.text(0) }
    }

    /// Sets the fact.
    package static func set(_ name: String, _ value: String, in tx: any WriteTransaction) throws {
        try tx.run(write, .text(name), .text(value))
    }

    /// Forgets the fact; nothing happens where there is none.
    package static func remove(_ name: String, in tx: any WriteTransaction) throws {
        try tx.run(remove, .text(name))
    }

    /// The facts whose names begin so, by name. There are few facts, so that all of them are looked through.
    package static func all(
        beginning start: String, in tx: any ReadTransaction
    ) throws -> [(name: String, value: String)] {
        try tx.query(all, []) { (name: try $0.text(0), value: try $0.text(1)) }.filter { $0.name.hasPrefix(start) }
    }
}

/// The statements of the facts.
package enum FactStatements: StatementCatalog {
    /// `fact`
    package static let area = "fact"
    /// The fast path.
    package static var statements: [Statement] { [Facts.read, Facts.write, Facts.remove, Facts.all] }
}
