import Glibc
import SMMSystemd

/// The name of a listening socket in the file system, which is taken away at the end as long as it is still the same:
/// somebody may have put another socket there.
package struct SocketName: Sendable {
    private let path: String
    private let identity: FileIdentity?

    /// The name of what stands at `path` now.
    package init(_ path: String) {
        self.path = path
        identity = FileIdentity(path: path)
    }

    /// Takes the name away; a missing one is fine.
    package func remove() {
        guard let identity, FileIdentity(path: path) == identity else { return }
        unlink(path)
    }
}
