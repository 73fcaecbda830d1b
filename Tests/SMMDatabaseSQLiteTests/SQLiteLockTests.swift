import Foundation
import SMMDatabase
import SMMDatabaseSQLite
import SMMTestSupport
import Testing

@Suite("the lock against a second daemon")
struct SQLiteLockTests {
    @Test("a second opening in the same process is refused with the pid")
    func sameProcess() async throws {
        try await withStore { store in
            try await store.withDatabase { _ in
                let refusal = await failure { try await SQLiteDatabase.open(store.configuration()) }
                #expect(refusal?.code == .locked)
                #expect(refusal?.holder == getpid())
            }
        }
    }

    @Test("a second process is refused with the pid of the first")
    func otherProcess() async throws {
        try await withStore { store in
            try await store.withDatabase { _ in
                let folder = store.folder
                let owner = getpid()
                await #expect(processExitsWith: .exitCode(75)) { [folder = folder as String, owner = owner as Int32] in
                    let refusal = await failure {
                        try await SQLiteDatabase.open(SQLiteStore(folder: folder).configuration())
                    }
                    guard refusal?.code == .locked, refusal?.holder == owner else { exit(1) }
                    exit(75)
                }
            }
        }
    }

    @Test("of many at once exactly one gets in")
    func manyAtOnce() async throws {
        try await withStore { store in
            let opened = await withTaskGroup(of: SQLiteDatabase?.self) { group in
                for _ in 0..<30 {
                    group.addTask { try? await SQLiteDatabase.open(store.configuration()) }
                }
                return await group.reduce(into: [SQLiteDatabase]()) { if let found = $1 { $0.append(found) } }
            }
            #expect(opened.count == 1)
            for database in opened { await database.close() }
        }
    }

    @Test("the lock file carries pid, generation, epoch and how the last run ended")
    func record() async throws {
        try await withStore { store in
            var generations: [String] = []
            for epoch in 1...3 {
                try await store.withDatabase { database in
                    generations.append(database.opening.generation)
                    #expect(database.opening.epoch == Int64(epoch))
                    #expect(database.opening.isNew == (epoch == 1))
                    let text = try String(contentsOfFile: store.path + ".lock", encoding: .utf8)
                    #expect(
                        text
                            == "pid \(getpid())\ngeneration \(generations[0])\nepoch \(epoch)\nlog kept\nstate running\n"
                    )
                }
                #expect(try String(contentsOfFile: store.path + ".lock", encoding: .utf8).hasSuffix("state stopped\n"))
            }
            #expect(Set(generations).count == 1)
        }
    }

    @Test("a process that was copied while the database was open does not keep the next one out")
    func copied() async throws {
        try await withStore { store in
            let folder = store.folder
            await #expect(processExitsWith: .success) { [folder = folder as String] in
                let store = SQLiteStore(folder: folder)
                let database = try await SQLiteDatabase.open(store.configuration())
                // What a child that is being started has until it runs its program.
                let link = try #require(
                    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").first { name in
                        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + name))
                            == store.path + ".lock"
                    })
                let copy = dup(try #require(Int32(link)))
                await database.close()
                await (try SQLiteDatabase.open(store.configuration())).close()
                close(copy)
            }
        }
    }

    @Test("another program that looks into the database while it is open takes nothing away")
    func onlooker() async throws {
        try await withStore { store in
            try await store.fill(1)
            try await store.withDatabase { database in
                let look = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM entry').fetchall()"
                #expect(try ProgramRun(["python3", "-c", look, store.path]).status == 0)
                try await database.write { tx in _ = try tx.run(SQLiteStore.insert, .integer(7), .text("after")) }
            }
            #expect(try await store.withDatabase { try await SQLiteStore.ids($0) } == [0, 7])
        }
    }

    @Test("what stands in the lock's place and is no lock is left as it is", arguments: ["link", "pipe", "text"])
    func misplaced(_ kind: String) async throws {
        try await withStore { store in
            let (lock, other) = (store.path + ".lock", store.folder + "/other")
            let content = "root:x:0:0:root:/root:/bin/bash\n"
            try content.write(toFile: other, atomically: true, encoding: .utf8)
            switch kind {
            case "link": try FileManager.default.createSymbolicLink(atPath: lock, withDestinationPath: other)
            case "pipe": try #require(mkfifo(lock, 0o600) == 0)
            default: try content.write(toFile: lock, atomically: true, encoding: .utf8)
            }
            let refusal = await failure { await (try SQLiteDatabase.open(store.configuration())).close() }
            #expect(refusal?.code == .misplaced && refusal?.message.contains(lock) == true)
            #expect(try String(contentsOfFile: kind == "text" ? lock : other, encoding: .utf8) == content)
            #expect(!FileManager.default.fileExists(atPath: store.path))
        }
    }
}
