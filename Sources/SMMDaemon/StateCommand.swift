import Glibc
import SMMAccounts
import SMMConfig
import SMMText

/// Commands on the daemon's state as a person types them: as whom the state folder belongs to, and on the folders this
/// daemon was started with.
package struct StateCommand: Sendable {
    /// The first of the accounts that people log in to (login.defs, UID_MIN); those below are the system's.
    private static let firstPerson: UInt32 = 1000

    /// The account whose the state folder is: its name, or its number where it has none.
    package let user: String
    /// What is before each command.
    private let prefix: String
    /// What is behind `smmd restore FILE`.
    private let options: String

    /// Commands for a folder of the account `owner`, told by a process of the account `me`.
    ///
    /// Nobody logs in as an account of the system, so that what such a daemon tells is read by somebody else.
    ///
    /// - Parameter name: the owner's name, where the system knows one.
    package init(owner: UInt32, me: UInt32, name: String?, configuration: String?, state: String?) {
        user = name ?? "\(owner)"
        let isReaders = owner == me && (owner == 0 || owner >= Self.firstPerson)
        // sudo takes a number only with a mark before it.
        prefix = isReaders ? "" : "sudo -u \(ShellWord.quote(name ?? "#\(owner)")) "
        let given = [("--config", configuration), ("--state", state)]
        options = given.map { name, path in path.map { " \(name) \(ShellWord.quote($0))" } ?? "" }.joined()
    }

    /// Commands for what this daemon was started with; a state folder that is not there would be this process's.
    init(_ configuration: Configuration, _ options: DaemonOptions) {
        var status = stat()
        let owner = stat(configuration.stateDirectory, &status) == 0 ? status.st_uid : geteuid()
        let isStandard = options.configuration == DaemonOptions.standardConfiguration
        self.init(
            owner: owner, me: geteuid(), name: SystemUserDirectory().userName(owner),
            configuration: isStandard ? nil : Self.absolute(options.configuration),
            state: options.state.map(Self.absolute))
    }

    /// Puts a backup in place of the database; without one, `FILE` stands for it.
    package func restore(_ file: String?) -> String {
        "\(prefix)smmd restore \(file.map { ShellWord.quote(Self.absolute($0)) } ?? "FILE")\(options)"
    }

    /// Moves files in the state folder, in this order.
    package func move(_ moves: [(from: String, to: String)]) -> String {
        moves.map { from, to in
            "\(prefix)mv \(ShellWord.quote(Self.absolute(from))) \(ShellWord.quote(Self.absolute(to)))"
        }.joined(separator: " && ")
    }

    /// Makes a folder for the owner, as only an administrator may.
    package func makeFolder(_ path: String) -> String {
        "sudo install -d -o \(ShellWord.quote(user)) -m 700 \(ShellWord.quote(Self.absolute(path)))"
    }

    /// Copies a file that the owner cannot read to where the owner can, as only an administrator may.
    package func fetch(_ file: String, to copy: String) -> String {
        let (file, copy) = (ShellWord.quote(Self.absolute(file)), ShellWord.quote(Self.absolute(copy)))
        return "sudo install -o \(ShellWord.quote(user)) -m 600 \(file) \(copy)"
    }

    /// The path as it is from any folder: a command is typed elsewhere than the daemon was started.
    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }
}
