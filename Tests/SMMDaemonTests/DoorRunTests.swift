import Glibc
import SMMLab
import SMMModel
import SMMTestSupport
import Testing

@Suite("A network fetches a photo through nginx and the door")
struct DoorRunTests {
    @Test("by an address that is good once; without the door all else goes on, and the doctor says what is missing")
    func fetches() async throws {
        try await withTemporaryFolder { folder in
            let street = try Street(folder)
            try await street.home.running { daemon in
                let asset = try await street.furnish()
                let door = try await street.door()
                let nginx = try street.nginx(to: door.port)
                try await street.untilServed()

                let address = try await street.must("door", "link", asset, "-q").trimmingNewline
                #expect(address.hasPrefix("http://127.0.0.1:\(street.port)/media/"))
                let path = String(address.dropFirst("http://127.0.0.1:\(street.port)".count))
                let looked = try await street.request("HEAD", path)
                #expect(looked.status == 200 && looked.body.isEmpty)
                let fetched = try await street.request("GET", path)
                #expect(fetched.status == 200 && fetched.body == street.photo)
                #expect(fetched.field("content-type") == "image/png")
                #expect(fetched.field("cache-control") == "no-store")
                #expect(try await street.request("GET", path).status == 404)

                let status = try await street.must("door", "status")
                #expect(status.contains("it is this daemon's"))
                let doctor = try await street.act("doctor")
                #expect(doctor.out.contains("The door answers at"))

                // The door's end is the door's alone.
                door.child.signal(SIGKILL)
                _ = try await door.child.end(within: .seconds(20))
                #expect(try await street.request("GET", path).status == 502)
                #expect(try await street.request("GET", "/invite/0123456789abcdef").status == 502)
                for log in ["error", "door.log", "errors", "out"] {
                    let text = String(decoding: LabFile.read(folder + "/nginx/" + log) ?? [], as: UTF8.self)
                    #expect(!text.contains("0123456789abcdef") && !text.contains(path), "\(log)")
                }
                let missing = try await street.act("door", "status")
                #expect(missing.status == .exited(1) && missing.out.contains("cannot reach the door"))
                #expect(try await street.act("status").status == .exited(0))
                nginx.signal(SIGTERM)
                _ = try await nginx.end(within: .seconds(20))
                #expect(try await street.act("doctor").out.contains("Nobody listens at"))

                // What the door and the daemon wrote down holds no address that is good for something.
                let logs = String(
                    decoding: (LabFile.read(folder + "/door.log") ?? []) + (LabFile.read(street.home.log) ?? []),
                    as: UTF8.self)
                #expect(logs.contains("route=media") && !logs.contains(path.dropFirst("/media/".count)))
            }
            // The name of the socket goes with the daemon.
            #expect(access(folder + "/desk.sock", F_OK) != 0)
        }
    }

    @Test(
        "through Caddy as well, by the configuration that is shipped",
        .enabled(if: access("/usr/bin/caddy", X_OK) == 0, "Caddy is not installed here."))
    func caddy() async throws {
        try await withTemporaryFolder { folder in
            let street = try Street(folder)
            try await street.home.running { daemon in
                let asset = try await street.furnish()
                let door = try await street.door()
                let caddy = try street.caddy(to: door.port)
                try await street.untilServed()
                let address = try await street.must("door", "link", asset, "-q").trimmingNewline
                let path = String(address.dropFirst("http://127.0.0.1:\(street.port)".count))
                let fetched = try await street.request("GET", path)
                #expect(fetched.status == 200 && fetched.body == street.photo)
                #expect(try await street.request("GET", path).status == 404)
                #expect(try await street.must("door", "status").contains("it is this daemon's"))
                door.child.signal(SIGTERM)
                _ = try await door.child.end(within: .seconds(20))
                #expect(try await street.request("GET", "/invite/0123456789abcdef").status == 502)
                caddy.signal(SIGTERM)
                _ = try await caddy.end(within: .seconds(20))
                for log in ["caddy.err", "caddy.out"] {
                    let text = String(decoding: LabFile.read(folder + "/" + log) ?? [], as: UTF8.self)
                    #expect(!text.contains("0123456789abcdef"), "\(log)")
                }
            }
        }
    }

    @Test("a socket that cannot be listened on costs the door and nothing else")
    func noSocket() async throws {
        try await withTemporaryFolder { folder in
            let street = try Street(folder, socket: folder + "/none/desk.sock")
            try await street.home.running { _ in
                let status = try await street.act("door", "status")
                #expect(status.status == .exited(1) && status.out.contains("could not listen for its door"))
                #expect(try await street.act("status").status == .exited(0))
            }
        }
    }
}

/// A daemon, its door and nginx before it, in one folder.
private struct Street {
    let folder: String
    let home: DaemonHome
    let programs: LabPrograms
    /// nginx's port, which this socket keeps from others.
    let port: Int
    let photo = LabPicture.png("door")
    private let keeper: KeptPort

    init(_ folder: String, socket: String? = nil) throws {
        self.folder = folder
        programs = try LabPrograms()
        keeper = try KeptPort()
        port = keeper.port
        home = try DaemonHome(
            folder, command: [programs.smmd],
            configuration: LabConfiguration.text(
                more: """
                    door:
                      url: http://127.0.0.1:\(port)
                      socket: \(socket ?? folder + "/desk.sock")
                    """))
    }

    /// Makes a brand and takes a photo in; gives its id.
    func furnish() async throws -> String {
        try await must("brand", "add", "acme")
        let path = folder + "/photo.png"
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        defer { close(file) }
        #expect(photo.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } == photo.count)
        return try await must("media", "add", path, "-q").trimmingNewline
    }

    /// Starts the door; gives it and its port.
    func door() async throws -> (child: ChildProcess, port: Int) {
        let log = folder + "/door.log"
        let child = try ChildProcess(
            [programs.door, "--desk", folder + "/desk.sock", "--listen", "127.0.0.1:0"], output: folder + "/door.out",
            errors: log)
        var port: Int?
        let isUp = try await Wait.until(within: .seconds(30)) {
            let text = String(decoding: LabFile.read(log) ?? [], as: UTF8.self)
            port = text.firstMatch(of: /port (\d+)/).flatMap { Int($0.output.1) }
            return port != nil
        }
        try #require(isUp, "the door did not come up")
        return (child, try #require(port))
    }

    /// Starts nginx before the door.
    func nginx(to port: Int) throws -> ChildProcess {
        try LabFile.makeFolder(folder + "/nginx")
        try LabFile.write(
            """
            daemon off;
            master_process off;
            pid \(folder)/nginx/pid;
            error_log \(folder)/nginx/error.log;
            events {}
            http {
                access_log off;
                client_body_temp_path \(folder)/nginx/body;
                proxy_temp_path \(folder)/nginx/proxy;
                fastcgi_temp_path \(folder)/nginx/fastcgi;
                uwsgi_temp_path \(folder)/nginx/uwsgi;
                scgi_temp_path \(folder)/nginx/scgi;
                \(try example(to: port))
            }
            """, to: folder + "/nginx/nginx.conf")
        return try ChildProcess(
            ["/usr/sbin/nginx", "-c", folder + "/nginx/nginx.conf", "-p", folder + "/nginx"],
            output: folder + "/nginx/out", errors: folder + "/nginx/errors")
    }

    /// Starts Caddy before the door, with docs/examples/door-Caddyfile without TLS and at the ports of this test.
    func caddy(to port: Int) throws -> ChildProcess {
        let example = try Self.shipped("door-Caddyfile")
            .replacing("door.example.org {", with: "http://127.0.0.1:\(self.port) {")
            .replacing("127.0.0.1:8484", with: "127.0.0.1:\(port)")
        try LabFile.write(example.replacing("\n{\n", with: "\n{\n\tadmin off\n"), to: folder + "/Caddyfile")
        return try ChildProcess(
            [
                "/usr/bin/env", "HOME=\(folder)", "/usr/bin/caddy", "run", "--config", folder + "/Caddyfile",
                "--adapter",
                "caddyfile",
            ], output: folder + "/caddy.out", errors: folder + "/caddy.err")
    }

    /// An example of the documentation.
    private static func shipped(_ name: String) throws -> String {
        let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }
        return String(decoding: try #require(LabFile.read(root + "/docs/examples/" + name)), as: UTF8.self)
    }

    /// docs/examples/door-nginx.conf, without TLS and at the ports of this test.
    private func example(to port: Int) throws -> String {
        try Self.shipped("door-nginx.conf").split(separator: "\n")
            .filter { !$0.contains("ssl_") && !$0.contains("listen [") }
            .joined(separator: "\n")
            .replacing("listen 443 ssl;", with: "listen 127.0.0.1:\(self.port) reuseport;")
            .replacing("127.0.0.1:8484", with: "127.0.0.1:\(port)")
            .replacing("server_name door.example.org;", with: "")
            .replacing("/var/log/nginx/smmd-door.log", with: folder + "/nginx/door.log")
            // The port is not the scheme's own here.
            .replacing("Host $host;", with: "Host $http_host;")
    }

    /// Waits until somebody answers at nginx's port.
    func untilServed() async throws {
        let isServed = try await Wait.until(within: .seconds(30)) {
            do throws(UnixAddressError) {
                _ = try RawClient(port: port)
                return true
            } catch {
                return false
            }
        }
        try #require(isServed, "nginx did not come up")
    }

    /// One request to nginx.
    func request(_ method: String, _ path: String) async throws -> RawAnswer {
        let client = try RawClient(port: port)
        await client.send("\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n")
        return try await client.answer(hasBody: method != "HEAD")
    }

    func act(_ arguments: String...) async throws -> (out: String, status: ChildProcess.Ending) {
        try await Program.smmctl(programs, home, arguments)
    }

    @discardableResult
    func must(_ arguments: String...) async throws -> String {
        let done = try await Program.smmctl(programs, home, arguments)
        let errors = String(decoding: LabFile.read(folder + "/smmctl.err") ?? [], as: UTF8.self)
        try #require(done.status == .exited(0), "\(arguments): \(done.out)\(errors)")
        return done.out
    }
}

/// A port of this machine that only a listener with SO_REUSEPORT of this user can have as well.
private final class KeptPort: Sendable {
    private let number: Int32
    let port: Int

    init() throws {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var one: Int32 = 1
        setsockopt(number, SOL_SOCKET, SO_REUSEPORT, &one, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(number, $0, length) == 0 ? getsockname(number, $0, &length) : -1
            }
        }
        self.number = number
        port = Int(UInt16(bigEndian: address.sin_port))
        try #require(number >= 0 && result == 0)
    }

    deinit { close(number) }
}

extension String {
    fileprivate var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
