import SMMAccounts
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import SMMTestSupport
import Testing

@Suite("The statements of accounts")
struct StatementTests {
    @Test("each statement of the fast path prepares and runs on an empty database")
    func prepared() async throws {
        try await withTemporaryFolder { folder in
            let database = try await SQLiteDatabase.open(
                SQLiteConfiguration(
                    path: folder + "/smm.db", migrations: Schema.migrations, time: FixedClock(),
                    makeGeneration: { "gen1" }))
            for statement in AccountsStatements.statements where statement.text.hasPrefix("SELECT") {
                let parameters = (1...9).filter { statement.text.contains("$\($0)") }.map { _ in SQLValue.integer(1) }
                try await database.read { tx in try tx.forEach(statement, parameters) { _ in } }
            }
            #expect(AccountsStatements.statements.count >= 30)
            await database.close()
        }
    }
}
