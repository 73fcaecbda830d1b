package import SMMModel

/// What was found and done when the database was opened.
package struct SQLiteOpening: Sendable, Hashable {
    /// The database's generation id.
    package var generation: String
    /// The generation id it was made with, the same for all its copies: what was sent under it is known by it for ever.
    package var origin: String
    /// How often it was opened for writing, this time included.
    package var epoch: Int64
    /// A new database was made.
    package var isNew: Bool
    /// The last run closed it; after an unclean stop run ``SQLiteDatabase/checkIntegrity()`` in the background.
    package var wasClosed: Bool
    /// The file is a backup or an older copy: everything must be held, in ``SQLiteDatabase/adoptCopy(_:)``.
    package var isCopy: Bool
    /// When the copy was made, or was found to be one; nil where this opening found it.
    package var copiedAt: Instant?
    /// It counts as a copy since its log is gone: what the last run wrote may be missing.
    package var isLogLost: Bool
    /// The migrations applied now.
    package var applied: [String]
    /// The backups made before them.
    package var backups: [String]
}
