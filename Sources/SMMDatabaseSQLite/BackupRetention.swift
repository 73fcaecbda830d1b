import Glibc
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
        guard let listing = opendir(path) else { throw FileSystem.failure("read", path, errno) }
        defer { closedir(listing) }
        var found: [(stamp: String, name: String)] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let stamp = BackupName.stamp(of: name) { found.append((stamp, name)) }
        }
        return found.sorted { ($0.stamp, $0.name) < ($1.stamp, $1.name) }.map(\.name)
    }

    /// Removes all but the newest `keep`, at least one; returns the names that were removed.
    @discardableResult
    package func prune(keep: Int) throws(DatabaseFailure) -> [String] {
        let removed = Array(try names().dropLast(max(1, keep)))
        for name in removed { try FileSystem.remove("\(path)/\(name)") }
        return removed
    }
}
