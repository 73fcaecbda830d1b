import Foundation
import SMMDatabase
import SMMDatabaseSQLite
import Testing

@Suite("failing disks")
struct SQLiteFaultTests {
    @Test("an I/O error fails its callers, the connection is opened anew, and three in a row are fatal")
    func inputOutput() async throws {
        try await withStore { store in
            let folder = store.folder
            // A child, since the limit that makes writes fail is the whole process's.
            await #expect(processExitsWith: .success) { [folder = folder as String] in
                let told = Told()
                var configuration = SQLiteStore(folder: folder).configuration()
                configuration.onFatal = { told.add($0.code) }
                signal(SIGXFSZ, SIG_IGN)
                let database = try await SQLiteDatabase.open(configuration)
                var kept: [Int64] = []
                for (id, bytes) in Self.limits.enumerated() {
                    Self.limitFiles(bytes)
                    let code = await failure {
                        try await database.write { tx in
                            tx[memory: Self.last] = Int64(id)
                            _ = try tx.run(SQLiteStore.insert, .integer(Int64(id)), .text("x"))
                        }
                    }?.code
                    #expect(code == (bytes == nil ? nil : .inputOutput))
                    if code == nil { kept.append(Int64(id)) }
                    Self.limitFiles(nil)
                    let found = try await SQLiteStore.ids(database)
                    #expect(found == kept)
                    let isEarly = id < Self.limits.count - 1
                    #expect(told.codes == (isEarly ? [] : [.inputOutput]))
                }
                let remembered = try await database.write { $0[memory: Self.last] }
                #expect(remembered == nil)
                await database.close()
            }
            try await store.withDatabase { database in
                #expect(!database.opening.wasClosed)
                let ids = try await SQLiteStore.ids(database)
                #expect(ids == [0, 2, 5])
                let problems = try await database.checkIntegrity()
                #expect(problems == [])
            }
        }
    }

    private static let last = MemoryKey<Int64>()

    /// The largest file the process may write, in bytes, for each write; nil for no limit.
    private static let limits: [UInt?] = [nil, 1024, nil, 1024, 1024, nil, 1024, 1024, 1024]

    private static func limitFiles(_ bytes: UInt?) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(1), &limit)
        limit.rlim_cur = bytes ?? limit.rlim_max
        setrlimit(__rlimit_resource_t(1), &limit)
    }
}
