import Foundation
import Logging
import SMMDaemon
import SMMDatabase
import SMMDatabaseSQLite
import SMMLab
import SMMModel
import SMMStore
import SMMTestSupport
import Testing

@Suite("smmd restore")
struct RestoringTests {
    @Test("what is no good backup is named, with the reason and what to do, and leaves nothing behind")
    func refusals() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try DaemonHome(folder, command: [programs.smmd, "serve"], configuration: "")
            let daemon = try await home.start()
            #expect(try await daemon.stop() == .exited(0))
            await daemon.close()
            let (pipe, cut) = (folder + "/pipe", folder + "/cut.db")
            try #require(mkfifo(pipe, 0o600) == 0)
            try Data(contentsOf: URL(fileURLWithPath: folder + "/state/smmd.db")).prefix(9000)
                .write(to: URL(fileURLWithPath: cut))
            for (file, reason) in [(pipe, "no plain file"), ("/dev/zero", "no plain file"), (cut, "is cut short")] {
                let child = try ChildProcess(
                    [programs.smmd, "restore", file, "--config", folder + "/config", "--state", folder + "/state"],
                    output: folder + "/out", errors: folder + "/err-" + reason)
                child.closeInput()
                #expect(try await child.end(within: .seconds(60)) == .exited(65))
                let words = String(decoding: LabFile.read(folder + "/err-" + reason) ?? [], as: UTF8.self)
                #expect(words.contains("smmd restore: \(file) is not a good backup: ") && words.contains(reason))
                #expect(words.contains("Nothing was changed. There is no other good backup in \(folder)/state/backups"))
                #expect(!words.contains("The database is damaged"))
            }
            let names = LabFile.names(in: folder + "/state")
            #expect(names.contains("smmd.db") && !names.contains { $0.contains("restor") })
        }
    }

    @Test("the command that a refused start names restores this daemon's own database, typed as it is printed")
    func typedAsPrinted() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try await Self.home(programs, folder + "/it's mine")
            try Data("no database".utf8).write(to: URL(fileURLWithPath: home.database))
            let log = try await Self.refusal(home)
            let words = "Restore the newest good backup: "
            #expect(try Self.type(try #require(Self.command(behind: words, in: log)), programs).status == 0)
            let again = try await home.start()
            #expect(try await again.stop() == .exited(0))
            await again.close()
        }
    }

    @Test("what a killed restore has moved aside comes back by the commands that the refused start names")
    func movedBack() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try await Self.home(programs, folder + "/it's mine")
            let (backup, path) = (home.folder + "/state/backups/" + (try #require(home.backups.first)), home.database)
            await #expect(processExitsWith: .signal(SIGKILL)) { [backup = backup as String, path = path as String] in
                var configuration = Self.configuration(path)
                configuration.failPoint = { if $0 == .restoring(moved: 1) { kill(getpid(), SIGKILL) } }
                _ = try SQLiteRestore.place(backup, configuration)
            }
            let log = try await Self.refusal(home)
            #expect(log.contains("a restore was cut off") && !log.contains("remove"))
            let words = "Or bring back what was there before the restore: "
            #expect(try Self.type(try #require(Self.command(behind: words, in: log)), programs).status == 0)
            let again = try await home.start()
            #expect(try await again.stop() == .exited(0))
            await again.close()
        }
    }

    @Test("makes the state folder that is not there yet, as a start does")
    func newFolder() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try await Self.home(programs, folder + "/old")
            let backup = home.folder + "/state/backups/" + (try #require(home.backups.first))
            let new = try DaemonHome(folder + "/new", command: [programs.smmd, "serve"], configuration: "")
            let run = try ProgramRun([
                programs.smmd, "restore", backup, "--config", new.folder + "/config", "--state", new.folder + "/state",
            ])
            #expect(run.status == 0)
            let daemon = try await new.start()
            #expect(try await daemon.stop() == .exited(0))
            await daemon.close()
        }
    }

    @Test(
        "typed by somebody else says as whom to type it, or how the folder is made",
        .enabled(if: geteuid() == 0, "root alone can become somebody else"), arguments: ["state", "none"])
    func somebodyElse(state: String) async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try await Self.home(programs, folder + "/home")
            let backup = folder + "/backup.db"
            try FileManager.default.copyItem(
                atPath: home.folder + "/state/backups/" + (try #require(home.backups.first)), toPath: backup)
            let config = home.folder + "/config"
            for path in [folder, home.folder, config, config + "/smmd.yaml", backup] {
                try #require(chmod(path, 0o755) == 0)
            }
            let path = home.folder + "/" + state
            let result = await #expect(processExitsWith: .exitCode(78), observing: [\.standardErrorContent]) {
                [home = home.folder as String, path = path as String, backup = backup as String] in
                guard setuid(65534) == 0 else { exit(1) }
                let options = DaemonOptions(configuration: home + "/config", state: path, adapters: [])
                exit(await Daemon.restore(backup, options))
            }
            let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
            if state == "state" {
                let command = "sudo -u root smmd restore \(backup) --config \(home.folder)/config --state \(path)"
                #expect(words.contains("Nothing was changed. Type it as root: " + command), "\(words)")
            } else {
                #expect(words.contains("\(path) cannot be made: Permission denied."), "\(words)")
                #expect(words.contains("sudo install -d -o ") && words.contains(" -m 700 \(path)"))
            }
        }
    }

    @Test(
        "a copy has in doubt what was due by its own account where the clock is behind, and all where it is not set",
        arguments: [
            ("alive", -86_400_000, [1]), ("copied", -86_400_000, [1]), ("alive", -63_072_000_000, [1, 2]),
        ] as [(String, Int64, [Int64])])
    func clockBehind(said: String, off: Int64, doubted: [Int64]) async throws {
        try await withTemporaryFolder { folder in
            let clock = SetClock()
            let start = clock.now
            let backup = folder + "/backup.db"
            try await CoreHouse.run(in: folder, clock: clock) { house in
                try await house.core.database.write { tx in
                    for (id, due) in [(1, start + .hours(1)), (2, start + .days(9))] {
                        try Self.insert(Int64(id), due: due, now: start, in: tx)
                    }
                }
                clock.now = start + .hours(2)
                if said == "copied" { _ = try await house.core.database.backup(to: backup) }
            }
            if said == "copied" {
                _ = try SQLiteRestore.place(backup, Self.configuration(folder + "/state/smmd.db"))
            } else {
                // A database without its lock file is somewhere else than where it was made.
                try FileManager.default.removeItem(atPath: folder + "/state/smmd.db.lock")
            }
            clock.now = start + Milliseconds(count: off)
            try await CoreHouse.run(in: folder, clock: clock) { house in
                let found = try await house.core.database.read { tx in
                    try tx.query("SELECT subject_id FROM event WHERE verb = 'operation.doubted' ORDER BY seq") {
                        try $0.int64(0)
                    }
                }
                #expect(found == doubted)
            }
        }
    }

    @Test("a copy leaves what may just have been sent alone for as long as platforms.d says")
    func settle() async throws {
        try await withTemporaryFolder { folder in
            let clock = SetClock()
            let start = clock.now
            try await CoreHouse.run(in: folder, clock: clock) { house in
                try await house.core.database.write { tx in
                    try tx.execute(
                        """
                        INSERT INTO brand (id, name, title, zone, language, created_at)
                        VALUES (1, 'acme', 'Acme', 'UTC', 'en', 0)
                        """)
                    try tx.execute(
                        """
                        INSERT INTO account (id, brand_id, platform, name, settings, created_at)
                        VALUES (1, 1, 'site', 'home', '{}', 0)
                        """)
                    try Self.insert(1, due: start + .hours(1), now: start, in: tx)
                }
            }
            // A database without its lock file is somewhere else than where it was made.
            try FileManager.default.removeItem(atPath: folder + "/state/smmd.db.lock")
            clock.now = start + .hours(2)
            try await CoreHouse.run(in: folder, ["platforms.d/site.yaml": "settle: 7m\n"], clock: clock) { house in
                let wake = try await house.core.database.read { tx in
                    try tx.first("SELECT wake_at FROM operation WHERE id = 1") { try $0.instant(0) }
                }
                #expect(wake == clock.now + .minutes(7))
            }
        }
    }

    /// A publish of brand 1 on account 1 that waits for `due`.
    private static func insert(_ id: Int64, due: Instant, now: Instant, in tx: any WriteTransaction) throws {
        try tx.execute(
            """
            INSERT INTO operation (id, delivery_id, post_id, brand_id, account_id, revision_id, kind, part, parts, state,
              attempts, crashes, epoch, key_round, absents, cancel_requested, created_at, updated_at, due_at, wake_at)
            VALUES (\(id), 1, 1, 1, 1, 1, 'publish', 0, 1, 'scheduled', 0, 0, 1, 0, 0, 0, \(now), \(now), \(due),
              \(due))
            """)
    }

    @Test(
        "the folder of the sites is to be made as one that a web server can enter",
        .enabled(if: geteuid() == 0, "root alone can become somebody else"))
    func siteFolder() async throws {
        try await withTemporaryFolder { folder in
            for path in ["state", "config"] {
                try FileManager.default.createDirectory(atPath: "\(folder)/\(path)", withIntermediateDirectories: false)
                try #require(chmod("\(folder)/\(path)", 0o777) == 0)
            }
            try LabFile.write("", to: folder + "/config/smmd.yaml")
            try #require(chmod(folder, 0o755) == 0 && chmod(folder + "/config/smmd.yaml", 0o644) == 0)
            let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
                [folder = folder as String] in
                guard setuid(65534) == 0 else { exit(1) }
                let options = DaemonOptions(
                    configuration: folder + "/config", state: folder + "/state", site: folder + "/site", adapters: [])
                do {
                    _ = try await DaemonCore.open(options, logger: Logger(label: "test"))
                    exit(1)
                } catch let failure as DaemonFailure {
                    FileHandle.standardError.write(Data(failure.message.utf8))
                }
            }
            let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
            #expect(words.contains("sudo install -d -o ") && words.contains(" -m 755 \(folder)/site"), "\(words)")
        }
    }

    /// A home whose daemon has run, with a backup.
    private static func home(_ programs: LabPrograms, _ folder: String) async throws -> DaemonHome {
        let home = try DaemonHome(folder, command: [programs.smmd, "serve"], configuration: "")
        let daemon = try await home.start()
        #expect(try await daemon.stop() == .exited(0))
        await daemon.close()
        let database = try await SQLiteDatabase.open(configuration(home.database))
        _ = try await database.backup(into: folder + "/state/backups")
        await database.close()
        return home
    }

    private static func configuration(_ path: String) -> SQLiteConfiguration {
        SQLiteConfiguration(path: path, migrations: Schema.migrations, time: SystemTime(), makeGeneration: { "test" })
    }

    /// What a start that is refused logs.
    private static func refusal(_ home: DaemonHome) async throws -> String {
        let daemon = try home.spawn()
        #expect(try await daemon.end(within: .seconds(60)) == .exited(65))
        await daemon.close()
        return String(decoding: LabFile.read(home.log) ?? [], as: UTF8.self)
    }

    /// What is behind these words on their line.
    private static func command(behind words: String, in log: String) -> String? {
        log.range(of: words).map { String(log[$0.upperBound...].prefix { $0 != "\n" }) }
    }

    /// Types a command in a shell that finds our programs.
    private static func type(_ command: String, _ programs: LabPrograms) throws -> ProgramRun {
        let folder = (programs.smmd as NSString).deletingLastPathComponent
        return try ProgramRun(["sh", "-c", "PATH=\(folder):$PATH; \(command)"])
    }
}

extension DaemonHome {
    /// The database file.
    fileprivate var database: String { folder + "/state/smmd.db" }
    /// The names of its backups.
    fileprivate var backups: [String] { LabFile.names(in: folder + "/state/backups") }
}
