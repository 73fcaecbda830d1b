import Glibc
import SMMModel
import SMMTestSupport

/// A bound Unix datagram socket in a folder of its own, for one test.
final class DatagramReceiver {
    let address: String
    private let folder: TemporaryFolder
    private let descriptor: Int32

    init() throws {
        folder = try TemporaryFolder()
        address = folder.path + "/s"
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        try UnixAddress(address).bind(descriptor)
    }

    deinit {
        close(descriptor)
    }

    /// The next datagram; fails when none is there, since every sender here has already returned.
    func receive() throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        guard count >= 0 else { throw TestFailure("no datagram: \(errno)") }
        return Array(buffer.prefix(count))
    }

    func receiveText() throws -> String {
        String(decoding: try receive(), as: UTF8.self)
    }
}
