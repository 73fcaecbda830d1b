import Glibc
import SMMDatabase
import SMMDatabaseConformance
import Testing

@Suite("the check on PostgreSQL")
struct PostgresPrepareTests {
    private enum Area: StatementCatalog {
        static let area = "area"
        static let statements = [
            Statement(
                "INSERT INTO entry (id, words) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET words = excluded.words"),
            Statement("INSERT OR IGNORE INTO entry (id, words) VALUES ($1, $2)"),
        ]
        static var samples: [RegisteredSQL] {
            let none: [Int64] = []
            let noText: [String] = []
            return [
                RegisteredSQL(
                    "list", "SELECT id FROM entry WHERE id IN \(list: [1, 2]) AND words NOT IN \(list: ["a"])"),
                RegisteredSQL("empty", "SELECT id FROM entry WHERE id IN \(list: none) OR words IN \(list: noText)"),
                RegisteredSQL("collation", "SELECT words FROM entry ORDER BY words COLLATE BINARY LIMIT \(5)"),
                RegisteredSQL("json", "SELECT json_extract(words, '$.a') FROM entry"),
                RegisteredSQL("types", "SELECT id FROM entry WHERE words = id"),
            ]
        }
    }

    private static let odd = Migration(
        name: "0002-odd",
        statements: ["CREATE TABLE odd (id BIGINT PRIMARY KEY, data BLOB, at BIGINT DEFAULT (strftime('%s')))"])

    @Test("what both dialects share passes, what one lacks is named")
    func check() throws {
        let registry = StatementRegistry(
            migrations: [SQLiteStore.schema, Self.odd], catalogs: [Area.self, StoreSchema.self])
        switch try PostgresPrepareCheck.run(registry) {
        case .skipped(let message): print("skipped: \(message)")
        case .checked(let problems):
            #expect(problems.map(\.name) == ["0002-odd#0", "area#1", "area/json", "area/types"], "\(problems)")
        }
    }
}
