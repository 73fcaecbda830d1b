import Glibc

/// How full the file system of a path is.
package struct DiskSpace: Sendable, Hashable {
    /// Bytes that may still be written without privileges.
    package var free: Int64
    /// Bytes in all.
    package var size: Int64

    /// Looks at `path`; nil when it cannot be told.
    package init?(at path: String) {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        func bytes(_ blocks: UInt) -> Int64 {
            let (value, overflow) = Int64(clamping: blocks).multipliedReportingOverflow(
                by: Int64(clamping: status.f_frsize))
            return overflow ? .max : value
        }
        free = bytes(status.f_bavail)
        size = bytes(status.f_blocks)
    }
}
