import Glibc
import SMMDatabase
import SMMDatabaseSQLite

/// The folder of backups, for whoever has to be told which one to restore.
struct BackupFolder {
    /// How many of the newest are looked into; a start that fails should say so soon.
    private static let most = 5

    let path: String

    /// The newest backup that is whole and of a schema this program knows; nil when there is none.
    func newestGood(_ configuration: SQLiteConfiguration) -> String? {
        // A name ends with its moment in UTC, which sorts as time does.
        let newest = names().filter { $0.hasPrefix("smmd-") && $0.hasSuffix(".db") }.sorted { moment($0) > moment($1) }
        let checker = SQLiteBackup(configuration: configuration)
        return newest.prefix(Self.most).map { "\(path)/\($0)" }.first { candidate in
            do throws(DatabaseFailure) {
                return try checker.check(candidate).copiedAt != nil
            } catch {
                return false  // Not a good one: the next is looked at.
            }
        }
    }

    private func names() -> [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names
    }

    private func moment(_ name: String) -> Substring {
        name.split(separator: "-").last ?? ""
    }
}
