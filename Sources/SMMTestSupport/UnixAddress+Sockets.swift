package import Glibc
package import SMMModel

extension UnixAddress {
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
}
