package import SMMDatabase

/// Why a backup was not put in place: because of the backup, or of the place.
package struct SQLiteRestoreFailure: Error, Sendable, Hashable {
    /// What the failure is of.
    package enum Fault: Sendable, Hashable {
        /// The backup: another would do.
        case backup
        /// The backup may not be read by this process; it may be good all the same.
        case unreadable
        /// The database's place.
        case place
    }

    /// What is wrong; of a backup, it names the given file.
    package var cause: DatabaseFailure
    /// What it is of.
    package var fault: Fault
}
