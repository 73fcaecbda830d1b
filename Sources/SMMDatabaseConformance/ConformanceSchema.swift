import SMMDatabase

/// The tables the checks use.
enum ConformanceSchema {
    static let first = Migration(
        name: "0001-conformance",
        statements: [
            """
            CREATE TABLE sample (
                id BIGINT PRIMARY KEY,
                number BIGINT,
                amount DOUBLE PRECISION,
                words TEXT,
                bytes BLOB
            )
            """,
            "CREATE TABLE parent (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
            """
            CREATE TABLE child (
                parent_id BIGINT NOT NULL REFERENCES parent (id),
                position BIGINT NOT NULL CHECK (position >= 0),
                PRIMARY KEY (parent_id, position)
            ) CLUSTERED
            """,
            "CREATE TABLE counter (name TEXT PRIMARY KEY, total BIGINT NOT NULL)",
        ])

    static let second = Migration(
        name: "0002-later", statements: ["CREATE TABLE later (id BIGINT PRIMARY KEY)"])

    static let insertNumber = Statement("INSERT INTO sample (id, number) VALUES ($1, $2)")
    static let count: SQL = "SELECT COUNT(*) FROM sample"
}

extension ConformanceDriver {
    /// Opens the store with the suite's tables, runs `body`, closes it.
    func withDatabase(_ body: (any Database) async throws -> Void) async throws {
        let database = try await open([ConformanceSchema.first])
        do {
            try await body(database)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }
}

extension Database {
    /// Rows in `sample`.
    func sampleCount() async throws -> Int {
        try await read { try $0.first(ConformanceSchema.count) { try $0.int(0) } ?? -1 }
    }
}
