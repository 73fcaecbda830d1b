import Foundation
import SMMDaemon
import SMMDatabase
import SMMDatabaseConformance
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import SMMTestSupport
import Testing

@Suite("Every statement of the daemon")
struct EveryStatementTests {
    @Test("SQLite takes each statement of every catalog")
    func sqlite() async throws {
        try await withDatabase { database in
            #expect(EveryStatement.registry.entries.count > 150)
            let problems = try await database.problems(in: EveryStatement.registry)
            #expect(problems.isEmpty, "\(problems)")
        }
    }

    @Test("no statement walks the archive: what is over must not slow what is due, nor a start")
    func scans() async throws {
        try await withDatabase { database in
            let tables: Set = ["post", "revision", "delivery", "operation", "attempt", "event"]
            let scans = try await database.scans(of: tables, in: EveryStatement.registry)
            #expect(scans.isEmpty, "\(scans)")
            let control = StatementRegistry(migrations: [], catalogs: [Walking.self])
            #expect(try await database.scans(of: tables, in: control).count == 1, "the check can fail")
        }
    }

    private func withDatabase(_ body: (SQLiteDatabase) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let database = try await SQLiteDatabase.open(
                SQLiteConfiguration(
                    path: folder + "/smm.db", migrations: Schema.migrations, time: SystemTime(),
                    makeGeneration: { "gen1" }))
            try await body(database)
            await database.close()
        }
    }

    /// A statement that walks a table, so that the check is seen to find one.
    private enum Walking: StatementCatalog {
        static let area = "walking"
        static let statements = [Statement("SELECT COUNT(*) FROM operation o WHERE o.state = 'published'")]
    }

    @Test("ids go on after the greatest of every table that has some")
    func lastIDs() throws {
        let asked = try #require(LastIDs.statements.first).text
        let tables = Schema.migrations.flatMap(\.statements).compactMap {
            $0.firstMatch(of: /CREATE TABLE (\w+) \(\s*id BIGINT PRIMARY KEY/)?.output.1
        }
        #expect(tables.count > 12 && tables.contains("hook"))
        for table in tables { #expect(asked.contains(" FROM \(table)"), "\(table)") }
    }

    @Test("PostgreSQL takes every migration and each statement of every catalog")
    func postgres() throws {
        switch try PostgresPrepareCheck.run(EveryStatement.registry) {
        case .skipped(let message): print("skipped: \(message)")
        case .checked(let problems): #expect(problems.isEmpty, "\(problems)")
        }
    }

    @Test("an operation is read from the same columns wherever it is read")
    func operationColumns() {
        let lists = EveryStatement.registry.entries.compactMap { entry -> String? in
            let words = entry.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard words.hasPrefix("SELECT o.id, o.delivery_id, o.post_id,"), let end = words.range(of: " FROM ")
            else { return nil }
            // The revision's content may come behind them.
            return words[..<end.lowerBound].split(separator: ", r.content", omittingEmptySubsequences: false)[0]
                .description
        }
        #expect(lists.count >= 6)
        #expect(Set(lists).count == 1, "\(Set(lists))")
    }

    @Test("no catalog, statement or function that makes one is left out")
    func complete() throws {
        let sources = try Sources.all()
        #expect(sources.count > 300)
        let declared = sources.flatMap {
            Sources.captures(#"(?:enum|struct|extension) (\w+): StatementCatalog\b"#, in: $0)
        }
        let listed = Set(EveryStatement.catalogs.map { String(describing: $0) })
        #expect(Set(declared).subtracting(listed).isEmpty, "not in EveryStatement.catalogs")

        let known = Set(EveryStatement.registry.entries.map { Sources.words($0.text) })
        let texts = sources.flatMap(Sources.statements)
        #expect(texts.count > 120)
        let forgotten = texts.filter { !known.contains(Sources.words($0)) }
        #expect(forgotten.isEmpty, "in no catalog")

        let makers = sources.flatMap {
            Sources.captures(#"(?m)^ +(?:package )?static func (\w+)\([^{]*\) -> SQL \{"#, in: $0)
        }
        // A catalog stands at the end of its file, behind the functions it samples.
        let samples = sources.compactMap { text in
            text.range(of: ": StatementCatalog").map { text[$0.upperBound...] }
        }.joined()
        #expect(makers.count >= 10)
        let unsampled = makers.filter { !samples.contains("\($0)(") }
        #expect(unsampled.isEmpty, "sampled in no catalog")
    }

    /// The program's source texts.
    private enum Sources {
        private static let root = String(#filePath.dropLast("/Tests/SMMDaemonTests/EveryStatementTests.swift".count))

        /// All of what the daemon is built of: the conformance suite and the harness speak to databases of their own.
        static func all() throws -> [String] {
            let folder = root + "/Sources"
            guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
            return try walk.compactMap { $0 as? String }
                .filter {
                    $0.hasSuffix(".swift") && !$0.hasPrefix("SMMDatabaseConformance/") && !$0.hasPrefix("SMMLab/")
                }
                .map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }
        }

        /// The first group of every match.
        static func captures(_ pattern: String, in text: String) -> [String] {
            guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
            let whole = NSRange(text.startIndex..., in: text)
            return expression.matches(in: text, range: whole).compactMap { match in
                Range(match.range(at: 1), in: text).map { String(text[$0]) }
            }
        }

        /// The literals that statements are made of.
        static func statements(_ text: String) -> [String] {
            captures(#"= Statement\(\s*\"\"\"\n([\s\S]*?)\"\"\""#, in: text)
                + captures(#"(?m)^ .*= Statement\(\s*"(?!"")([^"\n]*)""#, in: text)
        }

        /// The text with its words one space apart.
        static func words(_ text: String) -> String {
            text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }
}
