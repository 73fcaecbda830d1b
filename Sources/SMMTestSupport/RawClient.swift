import Dispatch
import Glibc
package import SMMModel

/// A client on this machine that writes what it likes and reads raw bytes, so that a test can break every rule. It blocks
/// threads of its own alone, each for at most 30 s.
package final class RawClient: Sendable {
    private static let queue = DispatchQueue(label: "raw-clients", attributes: .concurrent)
    private let number: Int32

    /// Connects to 127.0.0.1.
    package init(port: Int) throws(UnixAddressError) {
        number = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw UnixAddressError(call: "socket", number: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw UnixAddressError(call: "connect", number: errno) }
        var time = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(number) }

    /// Sends text; gives how many bytes left before the other side closed.
    @discardableResult
    package func send(_ text: String) async -> Int { await send(Array(text.utf8)) }

    /// Sends bytes; gives how many left before the other side closed.
    @discardableResult
    package func send(_ bytes: [UInt8]) async -> Int {
        await onThread { number in
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes { buffer in
                    Glibc.send(number, buffer.baseAddress.map { $0 + sent }, buffer.count - sent, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return sent }
                sent += count
            }
            return sent
        }
    }

    /// Everything that comes until the other side closes, at most `most` bytes; nil when it does not close in 30 s.
    package func rest(most: Int = 1 << 26) async -> [UInt8]? {
        await onThread { number in
            var all: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while all.count < most {
                let count = recv(number, &buffer, buffer.count, 0)
                if count == 0 || count < 0 && errno == ECONNRESET { return all }
                guard count > 0 else { return nil }
                all += buffer[..<count]
            }
            return all
        }
    }

    /// The next answer: head and as much body as it announces.
    package func answer(hasBody: Bool = true) async throws(UnixAddressError) -> RawAnswer {
        let bytes: [UInt8]? = await onThread { number in
            var all: [UInt8] = []
            var byte: UInt8 = 0
            while !all.suffix(4).elementsEqual("\r\n\r\n".utf8) {
                guard recv(number, &byte, 1, 0) == 1 else { return nil }
                all.append(byte)
            }
            return all
        }
        guard let bytes else { throw UnixAddressError(call: "recv", number: ECONNRESET) }
        let head = String(decoding: bytes, as: UTF8.self)
        var answer = RawAnswer(head: head, body: [])
        guard hasBody, let length = answer.field("content-length").flatMap({ Int($0) }), length > 0 else {
            return answer
        }
        guard let body = await rest(exactly: length) else { throw UnixAddressError(call: "recv", number: ENODATA) }
        answer.body = body
        return answer
    }

    private func rest(exactly count: Int) async -> [UInt8]? {
        await onThread { number in
            var all = [UInt8](repeating: 0, count: count)
            var got = 0
            while got < count {
                let some = all.withUnsafeMutableBytes { recv(number, $0.baseAddress.map { $0 + got }, count - got, 0) }
                guard some > 0 else { return nil }
                got += some
            }
            return all
        }
    }

    private func onThread<T: Sendable>(_ body: @escaping @Sendable (Int32) -> T) async -> T {
        await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: body(self.number)) }
        }
    }
}

/// What came back.
package struct RawAnswer: Sendable {
    /// Its line and fields.
    package var head: String
    /// Its body.
    package var body: [UInt8]

    /// The status.
    package var status: Int { Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0 }

    /// The value of a field, whose name is given in small letters.
    package func field(_ name: String) -> String? {
        head.split(separator: "\r\n").dropFirst().lazy.map { $0.split(separator: ":", maxSplits: 1) }
            .first { $0.first?.lowercased() == name }.flatMap { $0.last.map { String($0.trimmingPrefix(" ")) } }
    }
}
