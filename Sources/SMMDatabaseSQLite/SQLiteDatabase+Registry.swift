package import SMMDatabase

extension SQLiteDatabase {
    /// A registered statement that does not compile against this schema, and why.
    package struct StatementProblem: Sendable, Hashable {
        /// ``StatementRegistry/Entry/name``.
        package let name: String
        /// SQLite's message and the text.
        package let message: String
    }

    /// Compiles every registered statement without running it; none for a sound registry.
    package func problems(in registry: StatementRegistry) async throws -> [StatementProblem] {
        try await onOwnConnection { database in
            registry.entries.compactMap { entry -> StatementProblem? in
                do throws(DatabaseFailure) {
                    _ = try PreparedStatement(entry.text, in: database)
                    return nil
                } catch {
                    return StatementProblem(name: entry.name, message: error.message)
                }
            }
        }
    }

    /// The registered statements that walk a whole table, with what SQLite plans to do; an index walked whole counts as
    /// use of it, since the partial ones hold what is open and not the archive. A statement without a condition but with
    /// a limit reads the end of a table and no more.
    package func scans(of tables: Set<String>, in registry: StatementRegistry) async throws -> [StatementProblem] {
        try await onOwnConnection { database in
            try registry.entries.compactMap { entry throws -> StatementProblem? in
                if !entry.text.contains("WHERE"), entry.text.contains("LIMIT") { return nil }
                let aliases = Self.aliases(of: tables, in: entry.text)
                let plan = try PreparedStatement("EXPLAIN QUERY PLAN " + entry.text, in: database)
                while try plan.step() {
                    let words = (try plan.text(at: 3) ?? "").split(separator: " ")
                    if words.count == 2, words[0] == "SCAN", aliases.contains(String(words[1])) {
                        return StatementProblem(name: entry.name, message: words.joined(separator: " "))
                    }
                }
                return nil
            }
        }
    }

    /// The names by which a statement's plan may call `tables`: their own and their aliases.
    private static func aliases(of tables: Set<String>, in text: String) -> Set<String> {
        let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
        var names = tables
        for (word, next) in zip(words, words.dropFirst()) where tables.contains(word) { names.insert(next) }
        return names
    }
}
