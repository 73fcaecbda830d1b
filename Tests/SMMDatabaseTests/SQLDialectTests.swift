import SMMDatabase
import Testing

@Suite("the dialects")
struct SQLDialectTests {
    @Test("a table is spelt for each database")
    func tables() throws {
        let table = """
            CREATE TABLE t (id BIGINT PRIMARY KEY, a DOUBLE PRECISION, b BLOB NOT NULL, c TEXT DEFAULT 'a BLOB''s BIGINT');
            """
        #expect(
            try SQLDialect.sqlite.schema(table)
                == "CREATE TABLE t (id INTEGER PRIMARY KEY, a REAL , b BLOB NOT NULL, c TEXT DEFAULT 'a BLOB''s BIGINT') STRICT"
        )
        #expect(
            try SQLDialect.postgresql.schema(table)
                == "CREATE TABLE t (id BIGINT PRIMARY KEY, a DOUBLE PRECISION, b BYTEA NOT NULL, c TEXT DEFAULT 'a BLOB''s BIGINT')"
        )
    }

    @Test("a clustered table has no row id in SQLite and is plain in PostgreSQL")
    func clustered() throws {
        let table = "create table t (a BIGINT, b BIGINT, PRIMARY KEY (a, b)) clustered"
        #expect(
            try SQLDialect.sqlite.schema(table)
                == "create table t (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID")
        #expect(
            try SQLDialect.postgresql.schema(table) == "create table t (a BIGINT, b BIGINT, PRIMARY KEY (a, b))")
    }

    @Test("the binary collation is C in PostgreSQL, in a statement as in an index")
    func collation() throws {
        let index = "CREATE INDEX i ON t (name COLLATE BINARY) WHERE state <> 'BLOB COLLATE BINARY'"
        #expect(try SQLDialect.sqlite.schema(index) == index)
        #expect(
            try SQLDialect.postgresql.schema(index)
                == "CREATE INDEX i ON t (name COLLATE \"C\") WHERE state <> 'BLOB COLLATE BINARY'")
        let query = "SELECT a FROM t ORDER BY name COLLATE BINARY -- COLLATE BINARY"
        #expect(SQLDialect.sqlite.statement(query) == query)
        #expect(
            SQLDialect.postgresql.statement(query)
                == "SELECT a FROM t ORDER BY name COLLATE \"C\" -- COLLATE BINARY")
    }

    @Test(
        "words that mean different things are refused",
        arguments: [
            "CREATE TABLE t (id INTEGER PRIMARY KEY)", "CREATE TABLE t (a int)", "CREATE TABLE t (a REAL)",
            "CREATE TABLE t (a BIGINT) WITHOUT ROWID", "CREATE TABLE t (a BIGINT) STRICT", "CREATE TABLE t (a BOOLEAN)",
            "CREATE TABLE t (a BIGINT REFERENCES b (id) DEFERRABLE INITIALLY DEFERRED)",
            "CREATE INDEX i ON t (a) CLUSTERED",
        ])
    func refused(_ statement: String) {
        for dialect in SQLDialect.allCases {
            #expect(throws: DatabaseFailure.self) { try dialect.schema(statement) }
        }
    }

    @Test("odd text ends and does not trap", arguments: ["", "'", "\"", "--", "'a", "a'b", "é\u{301}'", "$1$2", ";;;"])
    func oddText(_ text: String) throws {
        for dialect in SQLDialect.allCases {
            _ = try dialect.schema(text)
            _ = dialect.statement(text)
        }
        #expect(SQLDialect.postgresql.statement(text) == text)
    }
}
