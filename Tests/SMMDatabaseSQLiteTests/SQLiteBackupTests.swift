import Foundation
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import Testing

@Suite("backups and restoring them")
struct SQLiteBackupTests {
    private static let second = Migration(
        name: "0002-more", statements: ["CREATE TABLE more (id BIGINT PRIMARY KEY)"])
    private static let third = Migration(
        name: "0003-most", statements: ["CREATE TABLE most (id BIGINT PRIMARY KEY)"])

    @Test("a backup taken while writing holds a whole snapshot and passes its check")
    func whileWriting() async throws {
        try await withStore { store in
            try await store.fill(500)
            let target = store.folder + "/copy.db"
            let report = try await store.withDatabase { database in
                async let writing: Void = {
                    for id in 500..<700 {
                        try await database.write { tx in
                            try tx.run(SQLiteStore.insert, .integer(Int64(id)), .text("a"))
                            try tx.run(SQLiteStore.insert, .integer(Int64(-id)), .text("b"))
                        }
                    }
                }()
                let report = try await database.backup(to: target)
                try await writing
                #expect(report.generation == database.opening.generation)
                #expect(await failure { try await database.backup(to: target) }?.code == .backup)
                return report
            }
            #expect(report.path == target)
            #expect(report.schema == "0001-test")
            #expect(report.copiedAt == FixedTime().now)
            #expect(try SQLiteBackup(configuration: store.configuration()).check(target) == report)
            let copy = SQLiteStore(folder: store.folder + "/other")
            try FileManager.default.createDirectory(atPath: copy.folder, withIntermediateDirectories: false)
            try FileManager.default.copyItem(atPath: target, toPath: copy.path)
            try await copy.withDatabase { database in
                #expect(database.opening.isCopy)
                let ids = Set(try await SQLiteStore.ids(database))
                #expect(ids.isSuperset(of: 0..<500))
                #expect(ids.allSatisfy { $0 < 500 && $0 >= 0 || ids.contains(-$0) })
            }
        }
    }

    @Test("what a backup would be is told as it then is, and nothing is written")
    func plan() async throws {
        try await withStore { store in
            try await store.fill(500)
            let folder = store.folder + "/backups"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            try await store.withDatabase { database in
                let plan = try database.backupPlan(into: folder)
                #expect(plan.bytes > 0)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
                let report = try await database.backup(into: folder)
                #expect(plan.path == report.path && plan.generation == report.generation)
                #expect(plan.schema == report.schema)
            }
        }
    }

    @Test("a backup is made before each migration of a database in use, and none for a new one")
    func beforeMigrations() async throws {
        try await withStore { store in
            let all = [SQLiteStore.schema, Self.second, Self.third]
            try await store.fill(5)
            try await store.withDatabase(store.configuration(all)) { database in
                #expect(database.opening.applied == ["0002-more", "0003-most"])
                let generation = database.opening.generation
                let stamp = "20260921T141320.123Z"
                #expect(
                    database.opening.backups == [
                        "\(store.folder)/smmd-\(generation)-0001-test-\(stamp).db",
                        "\(store.folder)/smmd-\(generation)-0002-more-\(stamp).db",
                    ])
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: store.folder)
            #expect(!files.contains { $0.contains("partial") })
        }
        try await withStore { store in
            let all = [SQLiteStore.schema, Self.second, Self.third]
            try await store.withDatabase(store.configuration(all)) { database in
                #expect(database.opening.backups == [])
                #expect(database.opening.applied.count == 3)
            }
        }
    }

    @Test("a restored backup says so at every start until it is adopted with everything held")
    func restore() async throws {
        try await withStore { store in
            try await store.fill(10)
            let target = store.folder + "/copy.db"
            let before = try await store.withDatabase { database in
                _ = try await database.backup(to: target)
                try await database.write { tx in _ = try tx.run(SQLiteStore.insert, .integer(99), .text("later")) }
                let refusal = await failure { try SQLiteRestore.place(target, store.configuration()) }
                #expect(refusal?.code == .locked)
                return database.opening.generation
            }
            let report = try SQLiteRestore.place(target, store.configuration())
            let aside = try #require(report.aside)
            #expect(FileManager.default.fileExists(atPath: aside))
            for _ in 0..<2 {
                try await store.withDatabase { database in
                    #expect(database.opening.isCopy)
                    let ids = try await SQLiteStore.ids(database)
                    #expect(ids == Array(0..<10))
                }
            }
            let adopted = try await store.withDatabase { database in
                try await database.adoptCopy { tx in
                    _ = try tx.run(SQLiteStore.insert, .integer(1000), .text("held"))
                }
                #expect(database.generation != database.opening.generation)
                return database.generation
            }
            #expect(adopted != before)
            try await store.withDatabase { database in
                #expect(!database.opening.isCopy)
                #expect(database.opening.generation == adopted)
                #expect(database.opening.origin == before, "what was sent under it is known by it")
                let ids = try await SQLiteStore.ids(database)
                #expect(ids == Array(0..<10) + [1000])
            }
        }
    }

    @Test("an adoption whose body throws leaves the copy a copy")
    func failedAdoption() async throws {
        try await withStore { store in
            try await store.fill(1)
            let target = store.folder + "/copy.db"
            try await store.withDatabase { _ = try await $0.backup(to: target) }
            _ = try SQLiteRestore.place(target, store.configuration())
            try await store.withDatabase { database in
                let refusal = await failure {
                    try await database.adoptCopy { _ in throw DatabaseFailure(.misuse, "no") }
                }
                #expect(refusal?.code == .misuse)
            }
            try await store.withDatabase { #expect($0.opening.isCopy) }
        }
    }

    @Test("an adoption is done once, though a kill or a failure keeps the lock from knowing", arguments: [true, false])
    func adoptedOnce(isKill: Bool) async throws {
        try await withStore { store in
            try await store.fill(1)
            let target = store.folder + "/copy.db"
            try await store.withDatabase { _ = try await $0.backup(to: target) }
            _ = try SQLiteRestore.place(target, store.configuration())
            let folder = store.folder
            await #expect(processExitsWith: isKill ? .signal(SIGKILL) : .success) {
                [folder = folder as String, isKill = isKill as Bool] in
                signal(SIGXFSZ, SIG_IGN)
                var configuration = SQLiteStore(folder: folder).configuration()
                configuration.failPoint = { point in
                    guard point == .afterCommit else { return }
                    if isKill { kill(getpid(), SIGKILL) }
                    Self.limitFiles(0)
                }
                let database = try await SQLiteDatabase.open(configuration)
                // A failure would have its caller do it again.
                try await database.adoptCopy { _ in }
                guard database.generation != database.opening.generation else { exit(1) }
                Self.limitFiles(nil)
            }
            try await store.withDatabase { #expect(!$0.opening.isCopy) }
            try await store.withDatabase { #expect(!$0.opening.isCopy && $0.opening.wasClosed) }
        }
    }

    /// The largest file the process may write, in bytes; nil for no limit.
    private static func limitFiles(_ bytes: UInt?) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(1), &limit)
        limit.rlim_cur = bytes ?? limit.rlim_max
        setrlimit(__rlimit_resource_t(1), &limit)
    }

    @Test("an older raw copy, a lost lock file and another generation are taken for copies")
    func rawCopies() async throws {
        try await withStore { store in
            try await store.fill(1)
            try FileManager.default.copyItem(atPath: store.path, toPath: store.folder + "/raw")
            try await store.withDatabase { #expect(!$0.opening.isCopy) }
            try FileManager.default.removeItem(atPath: store.path)
            try FileManager.default.copyItem(atPath: store.folder + "/raw", toPath: store.path)
            try await store.withDatabase { #expect($0.opening.isCopy) }
        }
        try await withStore { store in
            try await store.fill(1)
            try FileManager.default.removeItem(atPath: store.path + ".lock")
            try await store.withDatabase { #expect($0.opening.isCopy) }
        }
    }

    @Test("a damaged backup, a plain database and a newer one are not restored, and nothing is moved")
    func refusals() async throws {
        try await withStore { store in
            try await store.fill(1000)
            let target = store.folder + "/copy.db"
            try await store.withDatabase { _ = try await $0.backup(to: target) }
            let whole = try Data(contentsOf: URL(fileURLWithPath: target))
            var bent = whole
            for index in 8192..<8300 { bent[index] = 0xFF }
            let cases: [(Data, DatabaseFailure.Code, [Migration])] = [
                (bent, .corrupt, [SQLiteStore.schema]), (whole.prefix(5000), .corrupt, [SQLiteStore.schema]),
                (whole, .newerSchema, []),
                (try Data(contentsOf: URL(fileURLWithPath: store.path)), .backup, [SQLiteStore.schema]),
            ]
            for (content, code, migrations) in cases {
                let source = store.folder + "/source.db"
                try content.write(to: URL(fileURLWithPath: source))
                let refusal = await failure {
                    try SQLiteRestore.place(source, store.configuration(migrations))
                }
                #expect(refusal?.code == code, "\(String(describing: refusal))")
                #expect(refusal?.message.contains(".restoring") == false)
            }
            // Before the next start, which would clear it away.
            let names = try FileManager.default.contentsOfDirectory(atPath: store.folder)
            #expect(!names.contains { $0.contains(".restoring") })
            let count = try await store.withDatabase { try await SQLiteStore.ids($0).count }
            #expect(count == 1000)
        }
    }

    @Test("what is no plain file, or has no end, is no backup, and is not copied to find that out")
    func endless() async throws {
        try await withStore { store in
            try await store.fill(1)
            let pipe = store.folder + "/pipe"
            try #require(mkfifo(pipe, 0o600) == 0)
            for source in [pipe, store.folder, "/dev/zero", "/dev/null", "/proc/self/mem", store.folder + "/none"] {
                let refusal = #expect(throws: SQLiteRestoreFailure.self) {
                    try SQLiteRestore.place(source, store.configuration())
                }
                #expect(refusal?.fault == .backup && refusal?.cause.message.contains(source) == true)
            }
            #expect(try await store.withDatabase { try await SQLiteStore.ids($0) } == [0])
        }
    }

    @Test("what a killed backup left is removed by the next one; what is being written, or is not ours, is not")
    func leftovers() async throws {
        try await withStore { store in
            try await store.fill(1)
            let name = { (stamp: String) in "\(store.folder)/smmd-gen-0001-test-\(stamp)" }
            let left = [name("20260101T000000.000Z.db.partial"), name("20260101T000000.000Z-2.db.partial")]
            let kept = [
                store.folder + "/mine.db.partial", store.folder + "/smmd-notes.partial",
                name("20260103T000000.000Z.db"),
            ]
            for path in left + [left[0] + "-journal"] + kept {
                try Data("x".utf8).write(to: URL(fileURLWithPath: path))
            }
            let writer = open(store.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            try #require(flock(writer, LOCK_SH) == 0)
            try await store.withDatabase { _ = try await $0.backup(into: store.folder) }
            for path in left { #expect(FileManager.default.fileExists(atPath: path), "somebody may write it") }
            // Closing is not enough: a child that another test starts has a copy of the descriptor for a while.
            #expect(flock(writer, LOCK_UN) == 0)
            close(writer)
            try await store.withDatabase { _ = try await $0.backup(to: store.folder + "/second.db") }
            for path in left + [left[0] + "-journal"] {
                #expect(!FileManager.default.fileExists(atPath: path), "\(path)")
            }
            for path in kept { #expect(FileManager.default.fileExists(atPath: path), "\(path)") }
        }
    }

    @Test("a backup that is being written keeps others from sweeping its folder, though somebody swept as it began")
    func sharedFolder() async throws {
        try await withStore { store in
            try await store.fill(1)
            let folder = store.folder + "/backups"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            let sweeper = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            try #require(flock(sweeper, LOCK_EX) == 0)
            let clock = LockAsker(folder, holder: sweeper)
            var configuration = store.configuration()
            configuration.time = clock
            try await store.withDatabase(configuration) { database in
                clock.isAsking = true
                async let report = database.backup(to: folder + "/copy.db")
                let deadline = ContinuousClock.now + .seconds(20)
                while !(try Self.isWaitedFor(folder)), clock.answers.isEmpty, ContinuousClock.now < deadline {
                    await Task.yield()
                }
                #expect(flock(sweeper, LOCK_UN) == 0)
                _ = try await report
                clock.isAsking = false
                #expect(clock.answers.contains(false) && !clock.answers.contains(true))
            }
            #expect(flock(sweeper, LOCK_EX | LOCK_NB) == 0, "it is over")
            flock(sweeper, LOCK_UN)
            close(sweeper)
        }
    }

    /// Whether somebody waits for a folder's lock.
    private static func isWaitedFor(_ folder: String) throws -> Bool {
        var status = stat()
        try #require(stat(folder, &status) == 0)
        return try String(contentsOfFile: "/proc/locks", encoding: .utf8).split(separator: "\n")
            .contains { $0.contains("->") && $0.contains(":\(status.st_ino) ") }
    }

    @Test("what a restore that was cut off left behind goes at the next start")
    func cutOff() async throws {
        try await withStore { store in
            try await store.fill(1)
            for name in [".restoring", ".restoring-wal", ".restoring-shm"] {
                try Data("x".utf8).write(to: URL(fileURLWithPath: store.path + name))
            }
            try await store.fill(0)
            let names = try FileManager.default.contentsOfDirectory(atPath: store.folder)
            #expect(!names.contains { $0.contains(".restoring") })
        }
    }
}
