import SMMConfig
import SMMDatabase
import SMMSystemd

/// Why the daemon could not start or go on: one clear line and the exit status.
package struct DaemonFailure: Error, Sendable {
    /// The exit status.
    package let status: ExitStatus
    /// One or more lines for a person.
    package let message: String

    /// A failure.
    package init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// What a database failure means for the daemon.
    ///
    /// - Parameter backup: the newest good backup, when it is known.
    init(_ failure: DatabaseFailure, path: String, backup: String? = nil) {
        // A message may end in a statement, which is written in several lines.
        let message = failure.message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let text = message.contains(path) ? message : "\(path): \(message)"
        let restore =
            backup.map { "Restore the newest good backup: sudo smmd restore \($0)" }
            ?? "There is no good backup in the folder of backups; with one from elsewhere: sudo smmd restore FILE"
        switch failure.code {
        case .corrupt:
            self.init(
                .data,
                "\(text)\nThe database is damaged and was left as it is. \(restore)")
        case .foreign, .missing: self.init(.data, "\(text)\nNothing was written. \(restore)")
        case .locked:
            let who = failure.holder.map { " (process \($0))" } ?? ""
            self.init(.busy, "\(text)\nAnother smmd is running\(who).")
        case .newerSchema:
            self.init(.configuration, "\(text)\nInstall the newer smmd again, or restore an older backup.")
        case .changedMigration, .badMigration, .readOnly, .misplaced: self.init(.configuration, text)
        default: self.init(.failure, text)
        }
    }

    /// Too few descriptors to begin with.
    init(_ limit: DescriptorLimit) {
        self.init(
            .system,
            "The process may have only \(limit.soft) files and connections open at once; smmd needs "
                + "\(DescriptorLimit.least), and one more for each connection.\n"
                + "Raise LimitNOFILE= in its unit (systemctl edit smmd), or in a shell: ulimit -n 1024")
    }

    /// A file that could not be restored, being no good backup.
    ///
    /// - Parameter newest: the newest good backup in `folder`, when there is one.
    init(refused file: String, _ failure: DatabaseFailure, newest: String?, in folder: String) {
        let reason = failure.message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let other: String
        if failure.code == .newerSchema {
            other = "It is a newer smmd's: install that again, or restore an older backup."
        } else if let newest, newest != file {
            other = "The newest good backup is another: sudo smmd restore \(newest)"
        } else {
            other = "There is no other good backup in \(folder): restore one from elsewhere."
        }
        self.init(
            failure.code == .newerSchema ? .configuration : .data,
            "\(file) is not a good backup: \(reason).\nNothing was changed. \(other)")
    }

    /// A configuration that cannot be used.
    init(_ errors: ConfigurationErrors) {
        self.init(.configuration, "The configuration cannot be used:\n\(errors)")
    }
}
