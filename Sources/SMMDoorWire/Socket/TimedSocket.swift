import CSMMShim
import Glibc

/// Reads and writes whole messages on a Unix socket before a deadline. Blocks its thread for no longer.
///
/// A message is its length in four bytes, big-endian, and as many bytes.
struct TimedSocket {
    let descriptor: Int32
    /// Milliseconds of ``now()``.
    let deadline: Int64

    init(_ descriptor: Int32, patience: Int64) {
        self.descriptor = descriptor
        deadline = Self.now() + patience
    }

    /// Milliseconds of a clock that nobody sets.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Sends one message; `file` goes along with its first bytes.
    func send(_ message: [UInt8], file: OpenDescriptor? = nil) throws(DeskFault) {
        let bytes = WireLength.bytes(message.count) + message
        var sent = 0
        while sent < bytes.count {
            try wait(for: Int16(POLLOUT))
            let handed = sent == 0 ? file?.number ?? -1 : -1
            let count = bytes.withUnsafeBytes { buffer in
                smm_send(descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent, handed)
            }
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count > 0 else { throw .closed }
            sent += count
        }
        withExtendedLifetime(file) {}
    }

    /// The next message, of at most `longest` bytes, and the descriptor that came along with it.
    func receive(longest: Int) throws(DeskFault) -> (message: [UInt8], file: OpenDescriptor?) {
        var handed: Int32 = -1
        do throws(DeskFault) {
            let length = WireLength.count(try take(4, &handed))
            guard length <= longest else { throw .garbled }
            let message = try take(length, &handed)
            return (message, handed >= 0 ? OpenDescriptor(handed) : nil)
        } catch {
            if handed >= 0 { close(handed) }
            throw error
        }
    }

    private func take(_ count: Int, _ handed: inout Int32) throws(DeskFault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var got = 0
        while got < count {
            try wait(for: Int16(POLLIN))
            let some = bytes.withUnsafeMutableBytes { buffer in
                smm_receive(descriptor, buffer.baseAddress.map { $0 + got }, buffer.count - got, &handed)
            }
            if some < 0, errno == EAGAIN || errno == EINTR { continue }
            guard some > 0 else { throw .closed }
            got += some
        }
        return bytes
    }

    private func wait(for events: Int16) throws(DeskFault) {
        while true {
            let left = deadline - Self.now()
            guard left > 0 else { throw .late }
            var watched = pollfd(fd: descriptor, events: events, revents: 0)
            if poll(&watched, 1, Int32(clamping: left)) > 0 { return }
        }
    }
}
