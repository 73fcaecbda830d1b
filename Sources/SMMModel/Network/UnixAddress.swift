package import Glibc

/// A Unix socket's path as the C calls want it.
package struct UnixAddress {
    /// Bytes of the longest path that a socket can have: its place in the address, less the NUL at the end.
    package static let longestPath = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    private var address = sockaddr_un()

    /// The address of `path`.
    ///
    /// - Throws: `UnixAddressError` when the path is longer than ``longestPath``.
    package init(_ path: String) throws(UnixAddressError) {
        guard path.utf8.count <= Self.longestPath else {
            throw UnixAddressError(call: "path", number: ENAMETOOLONG)
        }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    }

    /// Hands the address to a C call, which answers 0 or sets `errno`.
    ///
    /// - Parameter name: the call, for the error.
    package func call(
        _ name: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws(UnixAddressError) {
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw UnixAddressError(call: name, number: errno) }
    }
}
