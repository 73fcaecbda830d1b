import Glibc
import SMMConfig
import SMMDatabase
import SMMDatabaseSQLite
import SMMText

/// Where a database is that failed, and what a person can do there: what the words about the failure are made of.
package struct DatabasePlace: Sendable {
    /// The database file.
    package var path: String
    /// The folder of backups.
    package var backups: String
    /// The newest good backup, where it was looked for and found.
    package var newest: String?
    /// What a restore that was cut off has left aside: from where to where it is moved back.
    package var moves: [(from: String, to: String)]
    /// The commands a person types.
    package var command: StateCommand

    /// A place; see its parts.
    package init(
        path: String, backups: String, newest: String? = nil, moves: [(from: String, to: String)] = [],
        command: StateCommand
    ) {
        self.path = path
        self.backups = backups
        self.newest = newest
        self.moves = moves
        self.command = command
    }

    /// The place of what this daemon was started with, looked through for what is of use with such a failure.
    init(_ configuration: Configuration, _ options: DaemonOptions, after code: DatabaseFailure.Code) {
        let settings = DaemonCore.storage(configuration, options)
        self.init(
            path: settings.path, backups: configuration.backupDirectory,
            command: StateCommand(configuration, options))
        guard [.corrupt, .foreign, .missing, .backup].contains(code) else { return }
        newest = BackupFolder(path: backups).newestGood(settings)
        // Where that cannot be told, the failure itself says what is wrong.
        moves = code == .missing ? (try? SQLiteRestore.cutOff(settings)) ?? [] : []
    }

    /// The folder the database is in.
    var folder: String { String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)) }

    /// How a backup is restored, of the newest good one where there is one.
    var restore: String {
        newest.map { "Restore the newest good backup: \(command.restore($0))" }
            ?? "There is no good backup in \(backups); with one from elsewhere: \(command.restore(nil))"
    }

    /// How what was there before a restore comes back.
    var undo: String {
        moves.isEmpty ? "" : "\nOr bring back what was there before the restore: \(command.move(moves))"
    }

    /// How it can be written again.
    func makeWritable(_ failure: DatabaseFailure) -> String {
        let folder = ShellWord.quote(folder)
        return failure.driverCode == EROFS
            ? "Mount it to be written, then start smmd again: findmnt -T \(folder)"
            : "What is in \(self.folder) must be \(command.user)'s to write: ls -la \(folder)"
    }

    /// How there is room again.
    var makeRoom: String {
        "There is no room left in \(folder): df -h \(ShellWord.quote(folder))\n"
            + "Make some: move older backups (ls -l \(ShellWord.quote(backups))) or what restores have left "
            + "(\(path).before-restore-*) to another disk. What is queued keeps its state."
    }
}
