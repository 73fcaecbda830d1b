import SMMDatabase
import SMMModel
import Testing

@Suite("portable SQL")
struct SQLTests {
    private enum Colour: String, SQLBindable { case red, blue }
    private enum Rank: Int64, SQLBindable { case low = 1 }

    @Test("values become numbered parameters in order of appearance")
    func parameters() {
        let sql: SQL = "SELECT a FROM t WHERE id = \(7) AND name = \("x' OR 1=1 --") AND b = \([UInt8]([1, 2]))"
        #expect(sql.text == "SELECT a FROM t WHERE id = $1 AND name = $2 AND b = $3")
        #expect(sql.values == [.integer(7), .text("x' OR 1=1 --"), .blob([1, 2])])
    }

    @Test("every bindable type has its stored form")
    func bindables() {
        let missing: String? = nil
        let sql: SQL = """
            \(true) \(Int32(-3)) \(UInt8(9)) \(UInt32(8)) \(1.5) \(missing) \(Optional("s")) \(Instant(milliseconds: 4)) \
            \(Milliseconds.seconds(1)) \(Colour.blue) \(Rank.low) \(SQLValue.null)
            """
        let expected: [SQLValue] = [
            .integer(1), .integer(-3), .integer(9), .integer(8), .real(1.5), .null, .text("s"), .integer(4),
            .integer(1000), .text("blue"), .integer(1), .null,
        ]
        #expect(sql.values == expected)
        #expect(Colour.sqlType == .text)
        #expect(Rank?.sqlType == .bigint)
    }

    @Test("a list becomes one parameter a value, an empty one an empty subquery")
    func lists() {
        let some: SQL = "id IN \(list: [1, 2, 3]) AND x = \(4)"
        #expect(some.text == "id IN ($1,$2,$3) AND x = $4")
        let none: SQL = "id IN \(list: [String]())"
        #expect(none.text == "id IN (SELECT CAST(NULL AS TEXT) WHERE 1 = 0)")
        #expect(none.values == [])
    }

    @Test("a fragment's parameters are renumbered, however deep")
    func fragments() {
        let inner: SQL = "a = \(1)"
        let middle: SQL = "(\(sql: inner) OR \(sql: inner)) AND b = \(2)"
        let outer: SQL = "SELECT \(0) WHERE \(sql: middle) AND c = \(3)"
        #expect(outer.text == "SELECT $1 WHERE (a = $2 OR a = $3) AND b = $4 AND c = $5")
        #expect(outer.values == [.integer(0), .integer(1), .integer(1), .integer(2), .integer(3)])
    }

    @Test("two statements never share an index, nor do two memory keys")
    func indexes() {
        let statements = (0..<50).map { _ in Statement("SELECT 1") }
        #expect(Set(statements.map(\.index)).count == 50)
        #expect(statements[0] != statements[1])
        #expect(MemoryKey<Int>().index != MemoryKey<String>().index)
    }
}
