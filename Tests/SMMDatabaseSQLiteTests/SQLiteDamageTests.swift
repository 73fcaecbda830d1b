import Foundation
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMTestSupport
import Testing

@Suite("damaged, foreign and missing files")
struct SQLiteDamageTests {
    @Test(
        "a pipe or a folder in the place of a file is refused at once and left alone",
        arguments: ["", "-wal", "-shm", "-journal"])
    func noPlainFile(suffix: String) async throws {
        try await withStore { store in
            try await store.fill(1)
            let path = store.path + suffix
            try? FileManager.default.removeItem(atPath: path)
            try #require(mkfifo(path, 0o600) == 0)
            let pipe = await failure { try await SQLiteDatabase.open(store.configuration()) }
            #expect(pipe?.code == .misplaced && pipe?.message.contains("\(path) is no plain file") == true)
            #expect(FileManager.default.fileExists(atPath: path))
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            #expect(await failure { try await SQLiteDatabase.open(store.configuration()) }?.code == .misplaced)
        }
    }

    private func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

    private func write(_ bytes: [UInt8], _ path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    private func refusal(_ store: SQLiteStore) async -> DatabaseFailure? {
        await failure { await (try SQLiteDatabase.open(store.configuration())).close() }
    }

    @Test("an empty file, a cut one, garbage and another program's are refused and left as they are")
    func refused() async throws {
        try await withStore { store in
            try await store.fill(2000)
            let whole = try bytes(store.path)
            var foreign = whole
            foreign.replaceSubrange(68..<72, with: [0, 0, 0, 0])
            let cases: [([UInt8], DatabaseFailure.Code)] = [
                ([], .missing), (Array(whole[..<50]), .corrupt), (Array(whole[..<100]), .corrupt),
                (Array(whole[..<(whole.count - 4096)]), .corrupt), (Array(whole[..<(whole.count / 2 + 17)]), .corrupt),
                (Array(repeating: 0x41, count: 8192), .foreign), (foreign, .foreign),
                (Array(repeating: 0, count: whole.count), .foreign),
            ]
            for (content, code) in cases {
                try write(content, store.path)
                let refusal = await refusal(store)
                #expect(refusal?.code == code, "\(content.count) bytes: \(String(describing: refusal))")
                #expect(try bytes(store.path) == content)
            }
            try write(whole, store.path)
            let count = try await store.withDatabase { try await SQLiteStore.ids($0).count }
            #expect(count == 2000)
        }
    }

    @Test("an empty file beside a log, and a log alone, are refused")
    func logWithoutDatabase() async throws {
        try await withStore { store in
            try write([], store.path)
            try write(Array(repeating: 1, count: 5000), store.path + "-wal")
            #expect(await refusal(store)?.code == .missing)
            try FileManager.default.removeItem(atPath: store.path)
            #expect(await refusal(store)?.code == .missing)
            #expect(!FileManager.default.fileExists(atPath: store.path))
        }
    }

    @Test("a database that is gone is not replaced by an empty one")
    func gone() async throws {
        try await withStore { store in
            try await store.fill(3)
            try FileManager.default.removeItem(atPath: store.path)
            #expect(await refusal(store)?.code == .missing)
            #expect(!FileManager.default.fileExists(atPath: store.path))
        }
    }

    @Test("random damage opens sound, is found by the check, or is refused; never a trap, never an empty queue")
    func randomDamage() async throws {
        try await withStore { store in
            try await store.fill(1500)
            let whole = try bytes(store.path)
            let lock = try bytes(store.path + ".lock")
            var random = SeededRandom(seed: 20_260_401)
            for round in 0..<150 {
                var content = whole
                if round % 5 == 0 {
                    content.removeLast(Int.random(in: 1..<content.count, using: &random))
                } else {
                    for _ in 0...(round % 4) {
                        content[Int.random(in: 0..<content.count, using: &random)] ^= UInt8.random(
                            in: 1...255, using: &random)
                    }
                }
                try write(content, store.path)
                try write(lock, store.path + ".lock")
                for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: store.path + suffix) }
                try await examine(store, round)
            }
        }
    }

    private func examine(_ store: SQLiteStore, _ round: Int) async throws {
        let database: SQLiteDatabase
        do {
            database = try await SQLiteDatabase.open(store.configuration())
        } catch {
            #expect(error is DatabaseFailure, "round \(round)")
            return
        }
        let problems = try await database.checkIntegrity()
        let ids = await Result { try await SQLiteStore.ids(database) }
        if problems.isEmpty, case .success(let ids) = ids {
            #expect(ids.count == 1500, "round \(round)")
        }
        await database.close()
    }

    @Test("damage met while working is told as corrupt, once, and the stop does not count as clean")
    func corruptAtWork() async throws {
        try await withStore { store in
            try await store.fill(5000)
            var content = try bytes(store.path)
            for page in 3..<(content.count / 4096) { for byte in 0..<64 { content[page * 4096 + byte] = 0xAA } }
            try write(content, store.path)
            let told = Told()
            var configuration = store.configuration()
            configuration.onFatal = { told.add($0.code) }
            try await store.withDatabase(configuration) { database in
                for _ in 0..<2 {
                    #expect(await failure { try await SQLiteStore.ids(database) }?.code == .corrupt)
                    let written = await failure {
                        try await database.write { try $0.execute("UPDATE entry SET words = 'z'") }
                    }
                    #expect(written?.code == .corrupt)
                }
                let problems = try await database.checkIntegrity()
                #expect(problems != [])
            }
            #expect(told.codes == [.corrupt])
            try await store.withDatabase { #expect(!$0.opening.wasClosed) }
        }
    }

    @Test("a file replaced or deleted under the running daemon fails the next write", arguments: ["", "-wal"])
    func replaced(_ suffix: String) async throws {
        try await withStore { store in
            let told = Told()
            var configuration = store.configuration()
            configuration.onFatal = { told.add($0.code) }
            try await store.withDatabase(configuration) { database in
                try await database.write { tx in _ = try tx.run(SQLiteStore.insert, .integer(1), .text("a")) }
                try database.verifyIdentity()
                let content = try bytes(store.path + suffix)
                try FileManager.default.removeItem(atPath: store.path + suffix)
                try write(content, store.path + suffix)
                let written = await failure {
                    try await database.write { tx in _ = try tx.run(SQLiteStore.insert, .integer(2), .text("b")) }
                }
                #expect(written?.code == .replaced)
                #expect(await failure { try database.verifyIdentity() }?.code == .replaced)
            }
            #expect(told.codes == [.replaced])
        }
    }
}
