import CLibPQ
import Glibc
import SMMTestSupport

/// A PostgreSQL server of our own: a new data folder, a Unix socket in it, no network, stopped and removed afterwards.
struct PrivatePostgres {
    private let folder: String
    private let server: Spawned
    /// What `PQconnectdb` takes.
    let connectionInfo: String

    /// Where the server's programs are, or nil when they are not installed.
    static func programs() -> String? {
        var candidates = [15, 16, 17, 18].map { "/usr/lib/postgresql/\($0)/bin" }
        if let path = getenv("PATH") {
            candidates += String(cString: path).split(separator: ":").map(String.init)
        }
        return candidates.first { folder in
            ["initdb", "postgres"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
        }
    }

    /// Makes the data folder and starts the server; blocks for a few seconds.
    init(programs: String) throws {
        let folder = try makeTemporaryFolder("smm-postgres")
        do {
            let prefix = try Self.unprivileged(folder)
            let data = folder + "/data"
            let log = folder + "/log"
            let initialise = [
                "\(programs)/initdb", "-D", data, "-A", "trust", "-U", "smm", "-E", "UTF8", "--locale=C.UTF-8",
                "--no-sync",
            ]
            try Spawned(prefix + initialise, log: log).wait()
            let serve = [
                "\(programs)/postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off",
                "-c", "shared_buffers=16MB", "-c", "max_connections=5",
            ]
            server = try Spawned(prefix + serve, log: log)
            connectionInfo = "host=\(folder) user=smm dbname=postgres connect_timeout=5"
            self.folder = folder
        } catch {
            Self.remove(folder)
            throw error
        }
    }

    /// Connects once the server answers; the caller ends it with `PQfinish`.
    func connect() throws -> OpaquePointer {
        var message = ""
        for _ in 0..<600 {
            guard let connection = PQconnectdb(connectionInfo) else {
                throw Spawned.Failure(description: "no memory for a connection")
            }
            if PQstatus(connection) == CONNECTION_OK { return connection }
            message = String(cString: PQerrorMessage(connection))
            PQfinish(connection)
            guard !server.hasEnded() else { break }
            poll(nil, 0, 50)
        }
        throw Spawned.Failure(description: "the private PostgreSQL did not answer: \(message)")
    }

    /// Stops the server by its own pid (fast shutdown) and removes its folder.
    func stop() {
        server.stop(SIGINT)
        Self.remove(folder)
    }

    /// PostgreSQL refuses to run as root: its own user runs it then.
    private static func unprivileged(_ folder: String) throws -> [String] {
        guard geteuid() == 0 else { return [] }
        guard let user = getpwnam("postgres")?.pointee else {
            throw Spawned.Failure(description: "as root, a user named postgres is needed")
        }
        guard chown(folder, user.pw_uid, user.pw_gid) == 0 else {
            throw Spawned.Failure(description: "cannot give \(folder) to postgres")
        }
        return ["setpriv", "--reuid=\(user.pw_uid)", "--regid=\(user.pw_gid)", "--clear-groups"]
    }

    private static func remove(_ folder: String) {
        try? Spawned(["rm", "-rf", folder], log: "/dev/null").wait()
    }
}
