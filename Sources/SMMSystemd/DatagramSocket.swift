import CSMMShim
import Glibc

/// A Unix datagram socket that sends to one address; closed with its last reference.
package final class DatagramSocket: Sendable {
    private let descriptor: Int32
    private let address: String

    /// Opens a socket for `address`, a path or `@` and an abstract name.
    ///
    /// - Parameter sendBuffer: the wanted buffer in bytes; the kernel may give less.
    /// - Throws: `socketNotOpened`.
    package init(address: String, sendBuffer: Int32 = 256 << 10) throws(SystemdError) {
        descriptor = smm_open_datagram_socket(sendBuffer)
        self.address = address
        guard descriptor >= 0 else { throw SystemdError(code: .socketNotOpened, errorNumber: errno) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Sends one datagram whole, waiting while the receiver's queue is full.
    ///
    /// - Throws: `datagramNotSent`: nobody listens, or the datagram is larger than the kernel allows.
    package func send(_ bytes: [UInt8]) throws(SystemdError) {
        let result = bytes.withUnsafeBytes { data in
            smm_send_datagram(descriptor, address, address.utf8.count, data.baseAddress, data.count)
        }
        guard result == 0 else { throw SystemdError(code: .datagramNotSent, errorNumber: errno) }
    }
}
