/// A point where a kill leaves the most doubt.
package enum SQLiteFailPoint: Sendable, Hashable {
    /// A new database was written beside its place, not yet renamed.
    case created
    /// Before statement `index` of a migration; the count of statements stands for the record of the migration itself.
    case migration(name: String, index: Int)
    /// A group's bodies ran, its commit did not.
    case beforeCommit
    /// A group was committed, its callers do not know yet.
    case afterCommit
    /// A restore has moved so many files of the former database aside, and not yet the backup into their place.
    case restoring(moved: Int)
}
