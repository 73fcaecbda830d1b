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
}
