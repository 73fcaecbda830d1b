import Foundation
import Glibc
import SMMDaemon
import SMMDatabase
import SMMDatabaseSQLite
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

    /// The largest file the process may write, in bytes; nil for no limit.
    private static func limitFiles(_ bytes: UInt?) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(1), &limit)
        limit.rlim_cur = bytes ?? limit.rlim_max
        setrlimit(__rlimit_resource_t(1), &limit)
    }
}
