import Glibc

/// The server's end of one connection, blocking.
struct FakeConnection {
    let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The next request without its body; nil when the client has gone.
    mutating func readHead() -> FakeDaemon.Request? {
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let index = Self.find(end, in: buffer) {
                let head = String(decoding: buffer[..<index], as: UTF8.self)
                buffer.removeFirst(index + end.count)
                return Self.parse(head)
            }
            guard fill() else { return nil }
        }
    }

    /// The next `count` bytes; nil when the client has gone.
    mutating func read(_ count: Int) -> [UInt8]? {
        while buffer.count < count { guard fill() else { return nil } }
        let bytes = Array(buffer[..<count])
        buffer.removeFirst(count)
        return bytes
    }

    /// Reads until the client has gone.
    mutating func discard() { while fill() { buffer = [] } }

    func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let piece = Array(bytes)
            let count = send(descriptor, piece, piece.count, Int32(MSG_NOSIGNAL))
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    private mutating func fill() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { return false }
        buffer += chunk[..<count]
        return true
    }

    private static func find(_ wanted: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= wanted.count else { return nil }
        return (0...(bytes.count - wanted.count)).first { Array(bytes[$0..<$0 + wanted.count]) == wanted }
    }

    private static func parse(_ head: String) -> FakeDaemon.Request {
        let lines = head.split(separator: "\r\n")
        let words = lines[0].split(separator: " ")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let halves = line.split(separator: ":", maxSplits: 1)
            headers[halves[0].lowercased()] = halves.count > 1 ? String(halves[1].drop { $0 == " " }) : ""
        }
        return FakeDaemon.Request(
            method: String(words[0]), target: String(words[1]), headers: headers, body: [])
    }
}
