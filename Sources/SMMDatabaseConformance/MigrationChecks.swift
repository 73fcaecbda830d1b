import SMMDatabase

/// What opening does to the schema.
enum MigrationChecks {
    static let all = [
        ConformanceCheck("migrations are applied once and in order", appliedOnce),
        ConformanceCheck("a database of a newer program is refused and left as it is", newerSchema),
        ConformanceCheck("an edited migration is refused", editedMigration),
        ConformanceCheck("a migration that fails leaves nothing of itself", failing),
        ConformanceCheck("a migration outside of the shared dialect is refused", badMigration),
    ]

    private static let edited = Migration(
        name: ConformanceSchema.second.name, statements: ["CREATE TABLE later (id BIGINT PRIMARY KEY, extra TEXT)"])
    private static let broken = Migration(
        name: "0002-broken",
        statements: ["CREATE TABLE half (id BIGINT PRIMARY KEY)", "CREATE TABLE half (id BIGINT PRIMARY KEY)"])
    private static let foreign = Migration(
        name: "0002-foreign", statements: ["CREATE TABLE wrong (id INTEGER PRIMARY KEY)"])

    private static func appliedOnce(_ driver: any ConformanceDriver) async throws {
        await (try driver.open([ConformanceSchema.first])).close()
        for _ in 0..<2 {
            let database = try await driver.open([ConformanceSchema.first, ConformanceSchema.second])
            try await database.write { _ = try $0.execute("DELETE FROM later") }
            await database.close()
        }
    }

    private static func newerSchema(_ driver: any ConformanceDriver) async throws {
        await (try driver.open([ConformanceSchema.first, ConformanceSchema.second])).close()
        try await expectFailure(.newerSchema) { try await driver.open([ConformanceSchema.first]) }
        await (try driver.open([ConformanceSchema.first, ConformanceSchema.second])).close()
    }

    private static func editedMigration(_ driver: any ConformanceDriver) async throws {
        await (try driver.open([ConformanceSchema.first, ConformanceSchema.second])).close()
        try await expectFailure(.changedMigration) { try await driver.open([ConformanceSchema.first, edited]) }
        try await expectFailure(.changedMigration) {
            try await driver.open([ConformanceSchema.second, ConformanceSchema.first])
        }
    }

    private static func failing(_ driver: any ConformanceDriver) async throws {
        await (try driver.open([ConformanceSchema.first])).close()
        try await expectFailure(.misuse) { try await driver.open([ConformanceSchema.first, broken]) }
        let database = try await driver.open([ConformanceSchema.first])
        try await expectFailure(.misuse) { try await database.write { try $0.execute("DELETE FROM half") } }
        await database.close()
    }

    private static func badMigration(_ driver: any ConformanceDriver) async throws {
        try await expectFailure(.badMigration) { try await driver.open([ConformanceSchema.first, foreign]) }
        try await expectFailure(.badMigration) {
            try await driver.open([ConformanceSchema.first, ConformanceSchema.first])
        }
    }
}
