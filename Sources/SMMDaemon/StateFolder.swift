import Glibc
import SMMAccounts
import SMMConfig
import SMMText

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

    /// Makes the folder of the database alone, where it is missing; looks at nothing where it is there.
    ///
    /// - Throws: `DaemonFailure` 78 with the folder and the reason.
    func makeState() throws {
        var status = stat()
        guard stat(configuration.stateDirectory, &status) != 0, errno == ENOENT else { return }
        try Self.create(configuration.stateDirectory, mode: 0o700)
    }

    private static func make(_ path: String, mode: mode_t) throws {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw DaemonFailure(.configuration, "\(path) is not a folder.")
            }
            guard access(path, W_OK | X_OK) == 0 else {
                let reason = String(cString: strerror(errno))
                throw DaemonFailure(
                    .configuration,
                    "\(path) cannot be written by \(user): \(reason).\n"
                        + "See whose it is: ls -ld \(ShellWord.quote(path))")
            }
            return
        }
        try create(path, mode: mode)
    }

    private static func create(_ path: String, mode: mode_t) throws {
        var status = stat()
        let parent = path.split(separator: "/").dropLast().joined(separator: "/")
        let folder = (path.hasPrefix("/") ? "/" : "") + parent
        if !parent.isEmpty, stat(folder, &status) != 0 { try create(folder, mode: 0o755) }
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw refusal(of: path, mode, in: folder, errno) }
    }

    /// Why a folder could not be made, and what to type.
    private static func refusal(of path: String, _ mode: mode_t, in folder: String, _ code: Int32) -> DaemonFailure {
        let text = "\(path) cannot be made: \(String(cString: strerror(code)))."
        switch code {
        case ENOSPC, EDQUOT:
            // There may be room again at the next start.
            let word = ShellWord.quote(folder)
            return DaemonFailure(.failure, "\(text)\nMake room on its disk: df -h \(word); df -i \(word)")
        case EACCES, EPERM:
            let who = ShellWord.quote(user)
            let command = "sudo install -d -o \(who) -m \(String(mode, radix: 8)) \(ShellWord.quote(path))"
            return DaemonFailure(.configuration, "\(text)\nAs an administrator: \(command)")
        default: return DaemonFailure(.configuration, text)
        }
    }

    /// Who this process is.
    private static var user: String { SystemUserDirectory().userName(geteuid()) ?? "\(geteuid())" }
}
