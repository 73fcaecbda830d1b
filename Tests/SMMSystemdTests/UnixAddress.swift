import Glibc

/// A Unix socket's path as the C calls want it.
struct UnixAddress {
    private var address = sockaddr_un()

    init(_ path: String) throws {
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = path.utf8.map { CChar(bitPattern: $0) }
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { space in
            guard bytes.count < space.count else { return false }
            for (index, byte) in bytes.enumerated() { space[index] = UInt8(bitPattern: byte) }
            return true
        }
        guard fits else { throw TestFailure("path too long") }
    }

    func bind(_ descriptor: Int32) throws {
        try call("bind") { Glibc.bind(descriptor, $0, $1) }
    }

    func connect(_ descriptor: Int32) throws {
        try call("connect") { Glibc.connect(descriptor, $0, $1) }
    }

    private func call(_ name: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) throws {
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw TestFailure("\(name): \(errno)") }
    }
}
