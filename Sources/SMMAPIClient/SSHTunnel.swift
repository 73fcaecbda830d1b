import Glibc
import Synchronization

/// An ssh process that carries one connection: `ssh -T … server smmctl proxy`, its standard input and output joined to
/// a socket. Nothing is left on disk, and the other side needs no forwarding of Unix sockets.
final class SSHTunnel: Sendable {
    /// Our end of the conversation; belongs to the channel made of it.
    let socket: Int32
    private let pid: Mutex<pid_t?>
    private let errors: Int32

    private init(socket: Int32, pid: pid_t, errors: Int32) {
        self.socket = socket
        self.pid = Mutex(pid)
        self.errors = errors
    }

    deinit {
        Glibc.close(errors)
    }

    /// Starts ssh; throws a `ClientError` when it cannot even be started.
    static func start(_ target: SSHTarget, socket path: String?, program: String) throws(ClientError) -> SSHTunnel {
        let arguments = try [program] + Self.arguments(target, socket: path)
        var pair: [Int32] = [-1, -1]
        var complaints: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else {
            throw ClientError(.tunnel, "No socket pair: \(ClientError.reason(errno)).")
        }
        guard socketpair(AF_UNIX, kind, 0, &complaints) == 0 else {
            let code = errno
            for descriptor in pair { Glibc.close(descriptor) }
            throw ClientError(.tunnel, "No socket pair: \(ClientError.reason(code)).")
        }
        var pid: pid_t = 0
        let result = spawn(&pid, arguments, stream: pair[1], errors: complaints[1])
        Glibc.close(pair[1])
        Glibc.close(complaints[1])
        guard result == 0 else {
            Glibc.close(pair[0])
            Glibc.close(complaints[0])
            throw ClientError(
                .tunnel, "\(program) could not be started: \(ClientError.reason(result)).", given: program,
                next: "sudo apt install openssh-client")
        }
        return SSHTunnel(socket: pair[0], pid: pid, errors: complaints[0])
    }

    /// The arguments after the program's name. Everything a person gave stands after a flag of its own or after `--`.
    static func arguments(_ target: SSHTarget, socket: String?) throws(ClientError) -> [String] {
        var arguments = [
            "-T", "-o", "BatchMode=yes", "-o", "ConnectTimeout=10", "-o", "LogLevel=ERROR",
            "-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=3", "-o", "ClearAllForwardings=yes",
        ]
        if let port = target.port { arguments += ["-p", "\(port)"] }
        if let user = target.user { arguments += ["-l", user] }
        arguments += ["--", target.host, "smmctl", "proxy"]
        guard let socket else { return arguments }
        // The other side's shell reads this word: only characters that mean nothing to it.
        let isPlain = socket.utf8.allSatisfy { byte in
            "/._-+@".utf8.contains(byte) || (byte >= 48 && byte <= 57) || (byte | 32 >= 97 && byte | 32 <= 122)
        }
        guard isPlain, socket.hasPrefix("/") else {
            throw ClientError(
                .address, "The path of a socket on another machine may hold only letters, digits and /._-+@.",
                given: socket, allowed: "/run/smmd/smmd.sock", next: "smmctl --host ssh://user@server status")
        }
        return arguments + ["--socket", socket]
    }

    private static func spawn(
        _ pid: inout pid_t, _ arguments: [String], stream: Int32, errors: Int32
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, stream, 0)
        posix_spawn_file_actions_adddup2(&actions, stream, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of the runtime block signals, and a child inherits that: ssh must hear the one that ends it.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        argv.append(nil)
        defer { for pointer in argv { free(pointer) } }
        guard let program = argv.first ?? nil else { return EINVAL }
        return posix_spawnp(&pid, program, &actions, &attributes, argv, environ)
    }

    /// What ssh said, neutralised by whoever prints it; at most 4 KiB.
    func complaint() -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(errors, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        guard count > 0 else { return "" }
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }

    /// Ends ssh by its own process id and waits for it; nothing when it has already ended.
    ///
    /// The closed connection has told it already; one that does not go within a second is killed.
    func end() {
        let child = pid.withLock { held -> pid_t? in
            defer { held = nil }
            return held
        }
        guard let child else { return }
        kill(child, SIGTERM)
        for _ in 0..<100 {
            if Self.hasEnded(child, WNOHANG) { return }
            usleep(10_000)
        }
        kill(child, SIGKILL)
        _ = Self.hasEnded(child, 0)
    }

    private static func hasEnded(_ child: pid_t, _ options: Int32) -> Bool {
        var status: Int32 = 0
        var result = waitpid(child, &status, options)
        while result < 0, errno == EINTR { result = waitpid(child, &status, options) }
        return result != 0
    }
}
