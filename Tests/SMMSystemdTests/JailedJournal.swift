import Glibc
import SMMModel
import SMMSystemd
import SMMTestSupport

/// A journal of our own at the path that libsystemd knows, in a root folder of its own.
///
/// For exit tests alone: the whole process moves into the folder. Needs root.
final class JailedJournal {
    /// Whether this process may do so.
    static var isPossible: Bool { geteuid() == 0 }

    private var descriptor: Int32

    /// Moves into `folder`.
    init(in folder: String) throws {
        for path in ["/run", "/run/systemd", "/run/systemd/journal"] {
            guard mkdir(folder + path, 0o700) == 0 || errno == EEXIST else { throw TestFailure("mkdir: \(errno)") }
        }
        guard chroot(folder) == 0, chdir("/") == 0 else { throw TestFailure("chroot: \(errno)") }
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        try UnixAddress(JournalSink.socketPath).bind(descriptor)
    }

    deinit {
        close(descriptor)
    }

    /// The next entry as it came; fails when none is there, since every sender here has already returned.
    func receive() throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        guard count >= 0 else { throw TestFailure("no entry: \(errno)") }
        return Array(buffer.prefix(count))
    }

    /// Stops listening while the socket's name stays.
    func deafen() {
        close(descriptor)
        descriptor = -1
    }

    /// Removes the socket, as when journald is gone.
    func remove() { unlink(JournalSink.socketPath) }
}
