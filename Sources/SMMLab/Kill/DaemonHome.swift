/// A folder in which daemons live and die, one after another, on the same state.
package struct DaemonHome: Sendable {
    /// The folder.
    package let folder: String
    /// The program and the words before the common ones.
    package let command: [String]

    /// Makes a home with a configuration.
    ///
    /// - Parameter command: the program and its subcommand.
    /// - Throws: `LabFailure` when the folder cannot be made.
    package init(_ folder: String, command: [String], configuration: String) throws {
        self.folder = folder
        self.command = command
        try LabFile.makeFolder(folder + "/config")
        try LabFile.write(configuration, to: folder + "/config/smmd.yaml")
    }

    /// The control socket.
    package var socket: String { folder + "/s" }
    /// The folder below which sites are written.
    package var site: String { folder + "/site" }
    /// What the daemons print and log.
    package var log: String { folder + "/log" }

    /// Starts a daemon; it may not be ready yet.
    ///
    /// - Throws: `LabFailure` when it cannot be started.
    package func spawn(_ arguments: [String] = []) throws -> DaemonProcess {
        let child = try ChildProcess(
            command + [
                "--config", folder + "/config", "--state", folder + "/state", "--socket", socket, "--site", site,
            ]
                + arguments, output: folder + "/out", errors: log)
        return DaemonProcess(child, socket: socket)
    }

    /// Starts a daemon and waits until it answers.
    ///
    /// - Throws: `LabFailure` when it does not come up.
    package func start(_ arguments: [String] = []) async throws -> DaemonProcess {
        let daemon = try spawn(arguments)
        guard try await daemon.ready() else {
            let words = String(decoding: (LabFile.read(log) ?? []).suffix(2000), as: UTF8.self)
            await daemon.close()
            throw LabFailure("The daemon did not come up: \(words)")
        }
        return daemon
    }
}
