import Glibc
import SMMLab
import SMMModel
import SMMTestSupport

/// A client that has begun a request and does not go on with it.
final class SlowClient {
    private let descriptor: Int32

    /// Sends half a request over the control socket at `path`.
    init(_ path: String) throws {
        descriptor = try UnixAddress.connected(to: path)
        let half = Array("POST /v1/posts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{".utf8)
        guard write(descriptor, half, half.count) == half.count else {
            throw LabFailure("The daemon took no request.")
        }
    }

    /// Hangs up.
    func close() { _ = Glibc.close(descriptor) }
}
