import SMMDatabase
import Testing

@Suite("the statement registry")
struct StatementRegistryTests {
    private enum Area: StatementCatalog {
        static let area = "area"
        static let insert = Statement("INSERT INTO a VALUES ($1)")
        static var statements: [Statement] { [insert] }
        static var samples: [RegisteredSQL] { [RegisteredSQL("find", find(5))] }

        static func find(_ id: Int64) -> SQL { "SELECT id FROM a WHERE id = \(id)" }
    }

    @Test("it holds both forms by name, and finds what is not in it")
    func entries() {
        let registry = StatementRegistry(migrations: [], catalogs: [Area.self, StoreSchema.self])
        let names = registry.entries.map(\.name)
        #expect(names.prefix(3) == ["area#0", "area/find", "store/insert"])
        let ran = [Area.insert.text, Area.find(9).text, "SELECT 2", "SELECT 2"]
        #expect(registry.unregistered(among: ran) == ["SELECT 2"])
    }
}
