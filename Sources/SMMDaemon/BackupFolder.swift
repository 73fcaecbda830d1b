import SMMDatabase
import SMMDatabaseSQLite

/// The folder of backups, for whoever has to be told which one to restore.
struct BackupFolder {
    /// How many of the newest are looked into; a start that fails should say so soon.
    private static let most = 5

    let path: String

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
