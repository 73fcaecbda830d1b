package import SMMDatabase

/// Keeps the newest backups of a folder that they are written to under their standard names.
package struct BackupRetention: Sendable {
    private let path: String

    /// The folder at `path`.
    package init(_ path: String) {
        self.path = path
    }

    /// The backups' file names, oldest first; other files are not among them.
    package func names() throws(DatabaseFailure) -> [String] {
        let found = try FileSystem.names(in: path).compactMap { name in BackupName.stamp(of: name).map { ($0, name) } }
        return found.sorted { $0 < $1 }.map(\.1)
    }

    /// Removes all but the newest `keep`, at least one; returns the names that were removed.
    @discardableResult
    package func prune(keep: Int) throws(DatabaseFailure) -> [String] {
        let removed = Array(try names().dropLast(max(1, keep)))
        for name in removed { try FileSystem.remove("\(path)/\(name)") }
        return removed
    }
}
