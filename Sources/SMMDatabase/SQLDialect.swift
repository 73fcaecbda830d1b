/// How the portable dialect is spelt for one database.
///
/// Migrations are written once, with `BIGINT`, `TEXT`, `BLOB`, `DOUBLE PRECISION`, `COLLATE BINARY`, and the word
/// `CLUSTERED` after a table's closing bracket where its primary key should be its storage order. Statements use the same
/// words and the SQL that SQLite 3.40 and PostgreSQL 15 share.
package enum SQLDialect: String, Sendable, CaseIterable {
    /// SQLite 3.40: tables become STRICT, `BIGINT PRIMARY KEY` the row id, `CLUSTERED` WITHOUT ROWID.
    case sqlite
    /// PostgreSQL 15: `BLOB` becomes BYTEA, `COLLATE BINARY` the C collation.
    case postgresql

    /// A migration's statement in this dialect; throws ``DatabaseFailure/Code/badMigration`` for a word no dialect shares.
    package func schema(_ statement: String) throws(DatabaseFailure) -> String {
        var words = SQLWords.split(statement)
        for word in words where word.kind == .word {
            if let reason = Self.refused[word.text.uppercased()] {
                throw DatabaseFailure(.badMigration, "\(word.text): \(reason), in: \(statement)")
            }
        }
        let isTable = Self.startsCreateTable(words)
        let isClustered = words.contains { $0.isWord("CLUSTERED") }
        guard isTable || !isClustered else {
            throw DatabaseFailure(.badMigration, "CLUSTERED belongs to CREATE TABLE, in: \(statement)")
        }
        words.removeAll { $0.isWord("CLUSTERED") }
        var text = spell(words)
        while let last = text.last, last.isWhitespace || last == ";" { text.removeLast() }
        if self == .sqlite, isTable { text += isClustered ? " STRICT, WITHOUT ROWID" : " STRICT" }
        return text
    }

    /// A statement in this dialect; SQLite takes the portable one as it is.
    package func statement(_ text: String) -> String {
        self == .sqlite ? text : spell(SQLWords.split(text))
    }

    private func spell(_ words: [SQLWords.Piece]) -> String {
        var text = ""
        var previous = ""
        for piece in words {
            let upper = piece.kind == .word ? piece.text.uppercased() : ""
            text += piece.kind == .word ? (spelling(of: upper, after: previous) ?? piece.text) : piece.text
            if piece.kind != .space { previous = upper }
        }
        return text
    }

    private func spelling(of word: String, after previous: String) -> String? {
        switch (self, word) {
        case (.sqlite, "BIGINT"): "INTEGER"
        case (.sqlite, "DOUBLE"): "REAL"
        case (.sqlite, "PRECISION") where previous == "DOUBLE": ""
        case (.postgresql, "BLOB"): "BYTEA"
        case (.postgresql, "BINARY") where previous == "COLLATE": "\"C\""
        default: nil
        }
    }

    private static func startsCreateTable(_ words: [SQLWords.Piece]) -> Bool {
        let first = words.lazy.filter { $0.kind != .space }.prefix(2).map { $0.text.uppercased() }
        return Array(first) == ["CREATE", "TABLE"]
    }

    /// Words that mean different things, or nothing, in one of the dialects.
    private static let refused = [
        "INTEGER": "32 bits in PostgreSQL, write BIGINT",
        "INT": "32 bits in PostgreSQL, write BIGINT",
        "AUTOINCREMENT": "unknown to PostgreSQL, ids are made by the program",
        "SERIAL": "unknown to SQLite, ids are made by the program",
        "REAL": "32 bits in PostgreSQL, write DOUBLE PRECISION",
        "BYTEA": "unknown to SQLite, write BLOB",
        "BOOLEAN": "unknown to SQLite, write BIGINT",
        "VARCHAR": "write TEXT",
        "WITHOUT": "unknown to PostgreSQL, write CLUSTERED",
        "STRICT": "added for SQLite by itself",
        "DEFERRABLE": "a deferred constraint would fail the commit of every other caller in the group",
    ]
}
