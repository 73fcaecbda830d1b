import Glibc
import SMMAdapterTestKit
import SMMLab
import SMMModel
import SMMSystemd
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
            #expect(Self.lines(home, "needs \(DescriptorLimit.least), and one more for each connection").count == 1)
        }
    }

    @Test("takes only as many clients as leave it enough, and says so once")
    func fewer() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let limit = DescriptorLimit(soft: DescriptorLimit.least, hard: DescriptorLimit.least)
            let places = limit.connections(upTo: 128, sends: 64)
            let home = try Self.home(folder, programs, limit: Int(limit.soft))
            let daemon = try await home.start()
            #expect(Self.lines(home, "Fewer clients can connect").count == 1)
            var clients: [Int32] = []
            defer { for client in clients { close(client) } }
            var answers: [String?] = []
            for _ in 0..<places + 5 {
                clients.append(try UnixAddress.connected(to: home.socket))
                answers.append(clients.last.flatMap { Self.ask($0, "/v1/ping") })
            }
            // The one that asked whether it is ready may still have its place.
            #expect(answers.prefix(places - 1).allSatisfy { $0 == "200" })
            #expect(answers.suffix(5).allSatisfy { $0 != "200" })
            #expect(Self.lines(home, "Nobody new") == [])
            for client in clients { close(client) }
            clients = []
            #expect(try await daemon.stop() == .exited(0))
            await daemon.close()
        }
    }

    @Test("whose clients take them all goes on, rests, says so once, and serves again when one is given back")
    func exhausted() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try Self.home(folder, programs, limit: 1024)
            let daemon = try await home.start()
            // Below what the clients may take: as if the daemon itself had needed more than it was counted to.
            try await Self.limit(daemon, home, Int(DescriptorLimit.least))
            let early = try (0..<10).map { _ in try UnixAddress.connected(to: home.socket) }
            defer { for client in early { close(client) } }
            for client in early { #expect(Self.ask(client, "/v1/ping") == "200") }
            var clients = try (0..<70).map { _ in try UnixAddress.connected(to: home.socket) }
            defer { for client in clients { close(client) } }
            let isTold = try await Wait.until(within: .seconds(30)) { !Self.lines(home, "Nobody new").isEmpty }
            #expect(isTold)
            // Slow reads at a time ask for more readers than there are.
            for client in early { Self.send(client, "/v1/doctor") }
            for client in early { #expect(Self.status(client) == "200") }
            for client in clients { close(client) }
            clients = []
            let status = try await Program.smmctl(programs, home, ["status"])
            #expect(status.status == .exited(0))
            #expect(Self.lines(home, "Nobody new").count == 1, "a try now and then, not as many as fit")
            #expect(try await daemon.stop() == .exited(0))
            await daemon.close()
        }
    }

    /// Sends a request and gives its answer's status; nil when there is none.
    private static func ask(_ client: Int32, _ path: String) -> String? {
        send(client, path)
        return status(client)
    }

    private static func send(_ client: Int32, _ path: String) {
        // A refused client may be gone before it asks.
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
        _ = Glibc.send(client, request, request.count, Int32(MSG_NOSIGNAL))
    }

    /// The status of the answer that comes within half a minute.
    private static func status(_ client: Int32) -> String? {
        var asked = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
        guard poll(&asked, 1, 30_000) == 1 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(client, &bytes, bytes.count)
        return count < 12 ? nil : String(decoding: bytes[9..<12], as: UTF8.self)
    }

    /// Lowers the limit of a running daemon.
    private static func limit(_ daemon: DaemonProcess, _ home: DaemonHome, _ count: Int) async throws {
        let child = try ChildProcess(
            ["/usr/bin/prlimit", "--pid", "\(daemon.pid)", "--nofile=\(count):1024"], output: home.folder + "/out",
            errors: home.folder + "/prlimit")
        try #require(try await child.end(within: .seconds(30)) == .exited(0))
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
