import SMMControl
import SMMDatabaseSQLite

extension DaemonParts.Backup {
    /// What the database says of a backup.
    init(_ report: SQLiteBackupReport) {
        self.init(path: report.path, byteCount: Int64(report.bytes), generation: report.generation)
    }
}
