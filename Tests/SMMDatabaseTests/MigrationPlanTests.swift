import SMMDatabase
import Testing

@Suite("which migrations are to be applied")
struct MigrationPlanTests {
    private let first = Migration(name: "0001-a", statements: ["CREATE TABLE a (id BIGINT PRIMARY KEY)"])
    private let second = Migration(name: "0002-b", statements: ["CREATE TABLE b (id BIGINT PRIMARY KEY)"])
    private let third = Migration(name: "0003-c", statements: [])

    private func applied(_ migrations: Migration...) -> [MigrationPlan.Applied] {
        migrations.map { MigrationPlan.Applied(name: $0.name, checksum: $0.checksum) }
    }

    private func code(_ known: [Migration], _ applied: [MigrationPlan.Applied]) -> DatabaseFailure.Code? {
        do throws(DatabaseFailure) {
            _ = try MigrationPlan.pending(known: known, applied: applied)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("what is missing follows in order")
    func pending() throws {
        let known = [first, second, third]
        #expect(try MigrationPlan.pending(known: known, applied: []).map(\.name) == ["0001-a", "0002-b", "0003-c"])
        #expect(try MigrationPlan.pending(known: known, applied: applied(first)).map(\.name) == ["0002-b", "0003-c"])
        #expect(try MigrationPlan.pending(known: known, applied: applied(first, second, third)).isEmpty)
        #expect(try MigrationPlan.pending(known: [], applied: []).isEmpty)
    }

    @Test("an unknown migration means a newer schema, wherever it stands")
    func newer() {
        #expect(code([first], applied(first, second)) == .newerSchema)
        #expect(code([first, third], applied(second)) == .newerSchema)
        #expect(code([], applied(first)) == .newerSchema)
    }

    @Test("an edit, another order and a gap are refused")
    func changed() {
        let edited = Migration(name: "0001-a", statements: ["CREATE TABLE a (id BIGINT PRIMARY KEY )"])
        #expect(code([edited, second], applied(first)) == .changedMigration)
        #expect(code([second, first], applied(first)) == .changedMigration)
        #expect(code([first, second, third], applied(first, third)) == .changedMigration)
    }

    @Test("two of one name are refused")
    func twins() {
        #expect(code([first, first], []) == .badMigration)
    }

    @Test("the checksum tells statements apart by their borders too, and stays what it was")
    func checksum() {
        let one = Migration(name: "n", statements: ["ab", "c"])
        let other = Migration(name: "n", statements: ["a", "bc"])
        #expect(one.checksum != other.checksum)
        // A change of this number would refuse every database there is.
        #expect(first.checksum == "669d8327a71d37d9")
    }
}
