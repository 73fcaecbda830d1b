import GRDB

/// Reads a whole database and lists what is wrong with it.
enum SQLiteIntegrity {
    /// At most 100 problems; none for a sound database.
    static func problems(_ database: GRDB.Database) throws -> [String] {
        var found = try String.fetchAll(database, sql: "PRAGMA integrity_check(100)")
        if found == ["ok"] { found = [] }
        let strays = try Row.fetchCursor(database, sql: "PRAGMA foreign_key_check")
        while found.count < 100, let row = try strays.next() {
            let table: String = row[0] ?? "?"
            let parent: String = row[2] ?? "?"
            found.append("a row of \(table) points to nothing in \(parent)")
        }
        return found
    }
}
