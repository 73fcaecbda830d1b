import Glibc
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMText

/// The folder of backups, for whoever has to be told which one to restore.
struct BackupFolder {
    /// How many of the newest are looked into; a start that fails should say so soon.
    private static let most = 5

    let path: String

    /// Throws a `Problem` where no backup can be written: the folder was there when the daemon started.
    func requireWritable(_ command: StateCommand) throws {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw Problem(
                Problem.Code("backup-folder-missing"), status: 503, "The folder of backups is gone: \(path)",
                next: command.makeFolder(path))
        }
        guard access(path, W_OK | X_OK) == 0 else {
            throw Problem(
                Problem.Code("backup-folder-read-only"), status: 503,
                "The folder of backups cannot be written by \(command.user): \(path)",
                next: "ls -ld \(ShellWord.quote(path))")
        }
    }

    /// The newest backup that is whole and of a schema this program knows; nil when there is none.
    func newestGood(_ configuration: SQLiteConfiguration) -> String? {
        let names: [String]
        do {
            names = try BackupRetention(path).names()
        } catch {
            return nil  // No folder, no backup.
        }
        let checker = SQLiteBackup(configuration: configuration)
        return names.reversed().prefix(Self.most).map { "\(path)/\($0)" }.first { candidate in
            do throws(DatabaseFailure) {
                return try checker.check(candidate).copiedAt != nil
            } catch {
                return false  // Not a good one: the next is looked at.
            }
        }
    }
}
