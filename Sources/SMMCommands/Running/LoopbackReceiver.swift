import Glibc
import SMMAPI
package import SMMModel

/// A listener on a port of 127.0.0.1 that takes one redirect and ends: for a browser on the machine where smmctl runs
/// (RFC 8252, section 7.3).
package final class LoopbackReceiver: RedirectReceiver {
    private static let path = "/callback"
    private static let mostHead = 8192
    /// Milliseconds between two tries to accept a connection after one failed.
    private static let lull: Int64 = 50

    private let descriptor: Int32
    /// `http://127.0.0.1:PORT/callback`
    package let address: String

    /// A listener; nil where none can be had.
    package init?() {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { return nil }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isOpen = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isOpen else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        self.address = "http://127.0.0.1:\(UInt16(bigEndian: name.sin_port))\(Self.path)"
    }

    deinit { close(descriptor) }

    /// The query of the first request to the right path; others are answered and waited past.
    package func wait(_ time: Milliseconds, isOurs: ([String: String]) -> Bool) -> [String: String]? {
        let end = Self.uptime() + max(0, time.count)
        while true {
            guard Self.isReady(descriptor, until: end) else { return nil }
            let client = accept(descriptor, nil, nil)
            guard client >= 0 else {
                // One that went away again, or no descriptor is left: a moment later there may be another.
                if errno != EINTR { poll(nil, 0, Int32(clamping: max(0, min(Self.lull, end - Self.uptime())))) }
                continue
            }
            defer { close(client) }
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            _ = fcntl(client, F_SETFL, O_NONBLOCK)
            guard let line = Self.requestLine(client, until: min(end, Self.uptime() + 5000)),
                let query = Self.query(line), isOurs(query)
            else {
                Self.answer(client, "404 Not Found", "There is nothing here.")
                continue
            }
            Self.answer(client, "200 OK", "That is all. You can close this page and go back to the terminal.")
            return query
        }
    }

    /// The names and values behind `GET /callback?`; nil for any other request.
    static func query(_ line: String) -> [String: String]? {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[0] == "GET", words[1].hasPrefix(path + "?") else { return nil }
        guard let items = try? QueryItems(parsing: words[1].dropFirst(path.utf8.count + 1).replacing("+", with: "%20"))
        else { return nil }
        return Dictionary(items.items.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    private static func requestLine(_ client: Int32, until end: Int64) -> String? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1024)
        while bytes.count < mostHead {
            guard isReady(client, until: end) else { return nil }
            let count = Glibc.read(client, &buffer, buffer.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return nil }
            bytes += buffer.prefix(count)
            // The whole head, so that the browser is not cut off while it still sends.
            if String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
                return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
            }
        }
        return nil
    }

    private static func answer(_ client: Int32, _ status: String, _ words: String) {
        let page =
            "<!doctype html><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>smmctl</title><p>\(words)\n"
        let text =
            "HTTP/1.1 \(status)\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: \(page.utf8.count)\r\n"
            + "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n\(page)"
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func isReady(_ descriptor: Int32, until end: Int64) -> Bool {
        while true {
            let left = end - uptime()
            guard left > 0 else { return false }
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = poll(&wanted, 1, Int32(clamping: left))
            if count < 0, errno == EINTR { continue }
            return count > 0
        }
    }

    private static func uptime() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
