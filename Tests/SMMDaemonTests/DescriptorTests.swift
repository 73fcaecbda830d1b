import Glibc
import SMMAdapterTestKit
import SMMLab
import SMMTestSupport
import Testing

@Suite("A daemon with few descriptors", .serialized)
struct DescriptorTests {
    @Test("does not start with too few, and says what it needs")
    func tooFew() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try Self.home(folder, programs, limit: 40)
            let daemon = try home.spawn()
            #expect(try await daemon.end(within: .seconds(60)) == .exited(71))
            await daemon.close()
            #expect(Self.lines(home, "needs 64, and one more for each connection").count == 1)
        }
    }

    @Test("whose clients take them all rests, says so once, and serves again when one is given back")
    func exhausted() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try Self.home(folder, programs, limit: 64)
            let daemon = try await home.start()
            var clients = try (0..<70).map { _ in try UnixAddress.connected(to: home.socket) }
            let isTold = try await Wait.until(within: .seconds(30)) { !Self.lines(home, "Nobody new").isEmpty }
            #expect(isTold)
            for client in clients { close(client) }
            clients = []
            let status = try await Program.smmctl(programs, home, ["status"])
            #expect(status.status == .exited(0))
            #expect(Self.lines(home, "Nobody new").count == 1, "a try now and then, not as many as fit")
            #expect(try await daemon.stop() == .exited(0))
            await daemon.close()
        }
    }

    /// A home whose daemon may have this many files and connections.
    private static func home(_ folder: String, _ programs: LabPrograms, limit: Int) throws -> DaemonHome {
        try DaemonHome(
            folder, command: ["/bin/sh", "-c", "ulimit -n \(limit) && exec \"$0\" \"$@\"", programs.smmd, "serve"],
            configuration: "")
    }

    private static func lines(_ home: DaemonHome, _ words: String) -> [Substring] {
        String(decoding: LabFile.read(home.log) ?? [], as: UTF8.self).split(separator: "\n")
            .filter { $0.contains(words) }
    }
}
