import Glibc
import SMMLab

/// A client that has begun a request and does not go on with it.
final class SlowClient {
    private let descriptor: Int32

    /// Sends half a request over the control socket at `path`.
    init(_ path: String) throws {
        descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        let half = Array("POST /v1/posts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{".utf8)
        guard connected == 0, write(descriptor, half, half.count) == half.count else {
            throw LabFailure("The daemon took no connection.")
        }
    }

    /// Hangs up.
    func close() { _ = Glibc.close(descriptor) }
}
