import Foundation
import SMMAdapterTestKit
import SMMDaemon
import SMMDatabase
import SMMDatabaseSQLite
import SMMLab
import SMMStore
import SMMTestSupport
import Testing

@Suite("A daemon that cannot go on", .serialized)
struct FailStopTests {
    @Test("ends by itself when its socket cannot be opened, and says why")
    func socket() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try DaemonHome(folder, command: [programs.smmd, "serve"], configuration: "")
            try LabFile.makeFolder(home.socket)
            try await Self.expectFailStop(home, try home.spawn(), says: "not a socket")
        }
    }

    @Test("whose database goes while it sends ends at a person's next write, and waits for no answer")
    func request() async throws {
        try await SendStand.run(network: []) { stand in
            try await stand.plan(.hang(effect: true))
            // Longer than the test waits.
            let (daemon, _) = try await stand.sending(by: ["--stop-patience", "3600000"])
            // Nor for a client that takes its time.
            let slow = try SlowClient(stand.home.socket)
            defer { slow.close() }
            try Self.loseDatabase(of: stand.home)
            // The answer may be lost with the daemon; that it ends is what counts.
            _ = try? await daemon.client.makeBrand("another")
            // Within less than the thirty seconds that a body may take.
            try await Self.expectFailStop(stand.home, daemon, within: .seconds(25), says: "replaced or deleted")
        }
    }

    @Test("whose database goes while it sends ends when it cannot record the answer")
    func answer() async throws {
        try await SendStand.run(network: ["--answer-delay", "1500"]) { stand in
            let (daemon, _) = try await stand.sending(by: [])
            try Self.loseDatabase(of: stand.home)
            try await Self.expectFailStop(stand.home, daemon, says: "replaced or deleted")
        }
    }

    @Test(
        "whose database is found damaged while it starts ends as for any damage, with the backup to restore",
        arguments: ["account", "brand", "operation", "hold", "fact", "event"])
    func damage(of table: String) async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try DaemonHome(folder, command: [programs.smmd, "serve"], configuration: "")
            let first = try await home.start()
            try await first.client.makeBrand("lab")
            #expect(try await first.stop() == .exited(0))
            await first.close()
            try await Self.damage(table, of: folder + "/state/smmd.db")
            let second = try home.spawn()
            #expect(try await second.end(within: .seconds(60)) == .exited(65))
            await second.close()
            let log = String(decoding: LabFile.read(home.log) ?? [], as: UTF8.self)
            #expect(log.contains("The database is damaged and was left as it is.") && log.contains("smmd restore"))
        }
    }

    /// Overwrites the first page of a table.
    private static func damage(_ table: String, of path: String) async throws {
        let database = try await SQLiteDatabase.open(
            SQLiteConfiguration(
                path: path, migrations: Schema.migrations, time: SystemTime(), makeGeneration: { "test" }))
        let page = try await database.read { tx in
            try tx.first("SELECT rootpage FROM sqlite_master WHERE name = \(table)") { try $0.int64(0) }
        }
        await database.close()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64(try #require(page) - 1) * 4096)
        try file.write(contentsOf: [UInt8](repeating: 0x5A, count: 4096))
        try file.close()
    }

    private static func loseDatabase(of home: DaemonHome) throws {
        try FileManager.default.removeItem(atPath: home.folder + "/state/smmd.db")
    }

    private static func expectFailStop(
        _ home: DaemonHome, _ daemon: DaemonProcess, within bound: Duration = .seconds(60), says words: String
    ) async throws {
        let ending: ChildProcess.Ending
        do {
            ending = try await daemon.end(within: bound)
        } catch {
            try await daemon.killHard()
            throw error
        }
        #expect(ending == .exited(1), "the service manager starts it anew")
        await daemon.close()
        let log = String(decoding: LabFile.read(home.log) ?? [], as: UTF8.self)
        let said = log.split(separator: "\n")
        let why = said.filter { $0.contains("critical") && $0.contains(words) }
        #expect(why.count == 1, "the reason is said once, where one looks for it")
    }
}
