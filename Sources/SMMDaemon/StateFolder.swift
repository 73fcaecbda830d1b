import Glibc
import SMMConfig

/// The folders the daemon keeps its state in.
struct StateFolder {
    private let configuration: Configuration

    init(_ configuration: Configuration) {
        self.configuration = configuration
    }

    /// Makes what is missing, closed to others.
    ///
    /// - Throws: `DaemonFailure` 78 with the folder and the reason.
    func make() throws {
        try Self.make(configuration.stateDirectory, mode: 0o700)
        try Self.make(configuration.stateDirectory + "/media", mode: 0o700)
        try Self.make(configuration.backupDirectory, mode: 0o700)
        try Self.make(configuration.siteDirectory, mode: 0o755)
        if configuration.notify.mail.isOn { try Self.make(configuration.mailSpool, mode: 0o700) }
    }

    /// Gives files that an administrator made in the state folder to whom the folder belongs, since the daemon could
    /// not open them otherwise. Does nothing for anybody but root.
    ///
    /// - Throws: `DaemonFailure` 71 with the file and the reason.
    func takeOver(_ files: [String]) throws {
        var folder = stat()
        guard geteuid() == 0, stat(configuration.stateDirectory, &folder) == 0 else { return }
        for file in files {
            // Not chown: a link in a folder of the daemon's must not give away what it points to.
            guard lchown(file, folder.st_uid, folder.st_gid) == 0 || errno == ENOENT else {
                throw DaemonFailure(
                    .system, "\(file) cannot be given to the owner of its folder: \(String(cString: strerror(errno))).")
            }
        }
    }

    private static func make(_ path: String, mode: mode_t) throws {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw DaemonFailure(.configuration, "\(path) is not a folder.")
            }
            guard access(path, W_OK | X_OK) == 0 else {
                throw DaemonFailure(.configuration, "\(path) cannot be written: \(String(cString: strerror(errno))).")
            }
            return
        }
        let parent = path.split(separator: "/").dropLast().joined(separator: "/")
        if !parent.isEmpty { try make((path.hasPrefix("/") ? "/" : "") + parent, mode: 0o755) }
        guard mkdir(path, mode) == 0 || errno == EEXIST else {
            throw DaemonFailure(.configuration, "\(path) cannot be made: \(String(cString: strerror(errno))).")
        }
    }
}
