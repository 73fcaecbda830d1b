package import SMMModel

/// A backup that passed its check.
package struct SQLiteBackupReport: Sendable, Hashable {
    /// Where it is.
    package var path: String
    /// The generation id of the database it is of.
    package var generation: String
    /// The newest migration in it, or `empty`.
    package var schema: String
    /// When it was made; nil for a file that is a database and not a backup.
    package var copiedAt: Instant?
    /// Its size.
    package var bytes: Int
}
