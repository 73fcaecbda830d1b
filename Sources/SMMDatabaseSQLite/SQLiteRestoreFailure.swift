package import SMMDatabase

/// Why a backup was not put in place: because of the backup, or of the place.
package struct SQLiteRestoreFailure: Error, Sendable, Hashable {
    /// What is wrong; of a backup, it names the given file.
    package var cause: DatabaseFailure
    /// Whether another backup would do.
    package var isOfBackup: Bool
}
