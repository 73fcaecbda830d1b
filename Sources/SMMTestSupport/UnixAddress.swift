package import Glibc

/// A Unix socket's path as the C calls want it.
package struct UnixAddress {
    private var address = sockaddr_un()

    /// The address of `path`.
    ///
    /// - Throws: `UnixAddressError` when the path is longer than 107 bytes.
    package init(_ path: String) throws(UnixAddressError) {
        address.sun_family = sa_family_t(AF_UNIX)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { space in
            guard path.utf8.count < space.count else { return false }
            space.copyBytes(from: path.utf8)
            return true
        }
        guard fits else { throw UnixAddressError(call: "path", number: ENAMETOOLONG) }
    }

    /// Gives the socket this name.
    package func bind(_ descriptor: Int32) throws(UnixAddressError) {
        try call("bind") { Glibc.bind(descriptor, $0, $1) }
    }

    /// Connects the socket to who listens there.
    package func connect(_ descriptor: Int32) throws(UnixAddressError) {
        try call("connect") { Glibc.connect(descriptor, $0, $1) }
    }

    /// A new socket of this kind named `path`; whoever asked closes it.
    package static func bound(_ kind: __socket_type, to path: String) throws(UnixAddressError) -> Int32 {
        try open(kind, path) { address, descriptor throws(UnixAddressError) in try address.bind(descriptor) }
    }

    /// A new stream connected to who listens at `path`; whoever asked closes it.
    package static func connected(to path: String) throws(UnixAddressError) -> Int32 {
        try open(SOCK_STREAM, path) { address, descriptor throws(UnixAddressError) in try address.connect(descriptor) }
    }

    private static func open(
        _ kind: __socket_type, _ path: String, _ use: (UnixAddress, Int32) throws(UnixAddressError) -> Void
    ) throws(UnixAddressError) -> Int32 {
        let address = try UnixAddress(path)
        // A program started by another test must not hold it open.
        let descriptor = socket(AF_UNIX, Int32(kind.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw UnixAddressError(call: "socket", number: errno) }
        do {
            try use(address, descriptor)
        } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private func call(
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
