import Foundation
import Glibc
import SMMDaemon
import SMMDatabase
import SMMDatabaseSQLite
import SMMLab
import SMMTestSupport
import Testing

@Suite("A start on a full disk")
struct FullStartTests {
    @Test("comes up in the room the reserve gives back, sends nothing, and tells a person")
    func fromReserve() async throws {
        try await withTemporaryFolder { folder in
            try await CoreHouse.run(in: folder) { _ in }
            // A child, since the limit that makes writes fail is the whole process's.
            await #expect(processExitsWith: .success) { [folder = folder as String] in
                signal(SIGXFSZ, SIG_IGN)
                let reserve = FakeReserve(left: { Self.limitFiles(nil) })
                Self.limitFiles(1024)
                try await CoreHouse.run(in: folder, reserve: reserve) { house in
                    #expect(house.core.statusLine == "disk full; nothing is sent" && !house.core.headroom.hasRoom)
                    let notices = try await house.core.database.read { tx in
                        try tx.query("SELECT kind FROM notice WHERE closed_at IS NULL") { try $0.text(0) }
                    }
                    #expect(notices == ["disk-full"])
                    reserve.hasSpace = true
                    try await house.core.heartbeat()
                    #expect(house.core.statusLine == "serving")
                }
            }
        }
    }

    @Test("without a reserve ends with the reason")
    func withoutReserve() async throws {
        try await withTemporaryFolder { folder in
            try await CoreHouse.run(in: folder) { _ in }
            await #expect(processExitsWith: .success) { [folder = folder as String] in
                signal(SIGXFSZ, SIG_IGN)
                Self.limitFiles(1024)
                await #expect(throws: DaemonFailure.self) { try await CoreHouse.run(in: folder) { _ in } }
            }
        }
    }

    @Test(
        "on a disk without any room names the folder and what makes room", .enabled(if: Self.canMount),
        arguments: ["size=1m", "nr_inodes=2"])
    func withoutRoom(limit: String) async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            try await CoreHouse.run(in: folder) { _ in }
            let disk = folder + "/disk"
            try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
            // It ends by itself; the limit is for when it does not.
            let script = """
                mount -t tmpfs -o "$2" none "$1/disk" || exit 99
                [ "$2" != size=1m ] || cp -a "$1/state" "$1/disk/state"
                dd if=/dev/zero of="$1/disk/fill" bs=4096 2>/dev/null
                exec timeout 60 "$3" serve --config "$1/config" --state "$1/disk/state" --socket "$1/s" --site "$1/site" 2>&1
                """
            let run = try ProgramRun(["unshare", "-rm", "sh", "-c", script, "sh", folder, limit, programs.smmd])
            let words = String(decoding: run.output, as: UTF8.self)
            #expect(run.status == 1, "\(words)")
            if limit == "size=1m" {
                #expect(words.contains("There is no room left in \(disk)/state: df -h \(disk)/state"))
            } else {
                #expect(words.contains("\(disk)/state cannot be made: No space left on device."))
                #expect(words.contains("Make room on its disk: df -h \(disk); df -i \(disk)"))
            }
        }
    }

    /// Whether a file system can be mounted that only this test's children see.
    private static let canMount =
        (try? ProgramRun(["unshare", "-rm", "sh", "-c", "mount -t tmpfs none /mnt"], quiet: true).status == 0) ?? false

    /// The largest file the process may write, in bytes; nil for no limit.
    private static func limitFiles(_ bytes: UInt?) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(1), &limit)
        limit.rlim_cur = bytes ?? limit.rlim_max
        setrlimit(__rlimit_resource_t(1), &limit)
    }
}
