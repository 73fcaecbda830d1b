import Glibc
package import SMMDatabase
import SMMDatabaseSQLite

extension DaemonFailure {
    /// What a database failure means for the daemon.
    package init(_ failure: DatabaseFailure, at place: DatabasePlace) {
        let message = Self.line(failure)
        let text = message.contains(place.path) ? message : "\(place.path): \(message)"
        switch failure.code {
        case .corrupt:
            self.init(
                .data, "\(text)\nThe database is damaged and was left as it is. \(place.restore)")
        case .foreign, .missing: self.init(.data, "\(text)\nNothing was written. \(place.restore)\(place.undo)")
        case .locked:
            let who = failure.holder.map { " (process \($0))" } ?? ""
            self.init(.busy, "\(text)\nAnother smmd is running\(who).")
        case .newerSchema:
            self.init(
                .configuration,
                "\(text)\nInstall the newer smmd again, or restore an older backup: \(place.command.restore(nil))")
        case .readOnly: self.init(.configuration, "\(text)\n\(place.makeWritable(failure))")
        case .full: self.init(.failure, "\(text)\n\(place.makeRoom)")
        case .changedMigration, .badMigration, .misplaced: self.init(.configuration, text)
        default: self.init(.failure, text)
        }
    }

    /// Why a backup could not be restored.
    init(_ failure: SQLiteRestoreFailure, of file: String, at place: DatabasePlace) {
        let reason = Self.line(failure.cause)
        let restore = place.command.restore(file)
        switch (failure.fault, failure.cause.code) {
        case (.backup, .newerSchema):
            self.init(
                .configuration,
                Self.refusal(of: file, reason)
                    + "It is a newer smmd's: install that again, or restore an older backup.")
        case (.backup, _):
            let other =
                if let newest = place.newest, newest != file {
                    "The newest good backup is another: \(place.command.restore(newest))"
                } else {
                    "There is no other good backup in \(place.backups): restore one from elsewhere."
                }
            self.init(.data, Self.refusal(of: file, reason) + other)
        case (.unreadable, _):
            let copy = place.folder + "/to-restore.db"
            self.init(
                .configuration,
                "\(file) cannot be read: \(reason).\nNothing was changed. "
                    + "Copy it where \(place.command.user) can read it, then restore the copy: "
                    + "\(place.command.fetch(file, to: copy)) && \(place.command.restore(copy))")
        case (.place, .readOnly) where failure.cause.driverCode != EROFS:
            self.init(.configuration, "\(reason)\nNothing was changed. Type it as \(place.command.user): \(restore)")
        case (.place, .locked):
            self.init(
                .busy,
                "\(reason)\nNothing was changed. Stop smmd first (sudo systemctl stop smmd.socket smmd), then: "
                    + restore)
        case (.place, _): self.init(failure.cause, at: place)
        }
    }

    private static func refusal(of file: String, _ reason: String) -> String {
        "\(file) is not a good backup: \(reason).\nNothing was changed. "
    }

    /// A message may end in a statement, which is written in several lines.
    private static func line(_ failure: DatabaseFailure) -> String {
        failure.message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
