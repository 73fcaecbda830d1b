/// Where backups go and how many are kept.
package struct BackupConfiguration: Hashable, Sendable {
    /// The folder, below the state folder unless it is a full path.
    package var directory = "backups"
    /// How many are kept; older ones are removed.
    package var keep = 14

    /// The defaults.
    package init() {}
}
