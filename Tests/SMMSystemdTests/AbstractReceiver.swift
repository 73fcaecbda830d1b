import Glibc

/// A datagram socket with an abstract name that the kernel chose.
final class AbstractReceiver {
    let address: String
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        var length = socklen_t(MemoryLayout<sa_family_t>.size)
        let descriptor = descriptor
        // Binding with the family alone makes the kernel pick a free abstract name.
        let result = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(descriptor, address, length) == 0 else { return Int32(-1) }
                length = socklen_t(MemoryLayout<sockaddr_un>.size)
                return getsockname(descriptor, address, &length)
            }
        }
        guard result == 0 else { throw TestFailure("bind: \(errno)") }
        let count = Int(length) - MemoryLayout<sa_family_t>.size
        address = withUnsafeBytes(of: name.sun_path) { "@" + String(decoding: $0[1..<count], as: UTF8.self) }
    }

    deinit {
        close(descriptor)
    }

    func receiveText() throws -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        guard count >= 0 else { throw TestFailure("no datagram: \(errno)") }
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }
}
