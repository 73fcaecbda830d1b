import HTTPTypes
import NIOCore
import NIOPosix

/// A client that writes what it likes to a Unix socket and reads raw bytes, so that a test can break every rule.
struct Wire {
    private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
    private let reader: WireReader
    private let writer: NIOAsyncChannelOutboundWriter<ByteBuffer>

    /// Connects and runs `body`; the connection is closed afterwards.
    static func connect<T>(_ path: String, _ body: (Wire) async throws -> T) async throws -> T {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await body(
                Wire(channel: channel, reader: WireReader(inbound.makeAsyncIterator()), writer: outbound))
        }
    }

    /// Sends text as it is.
    func send(_ text: String) async throws { try await writer.write(ByteBuffer(string: text)) }

    /// Sends bytes as they are.
    func send(_ bytes: [UInt8]) async throws { try await writer.write(ByteBuffer(bytes: bytes)) }

    /// Sends a request with a body and the headers it needs.
    func request(_ method: String, _ path: String, body: String? = nil, headers: String = "") async throws {
        let content = body.map { "Content-Type: application/json\r\nContent-Length: \($0.utf8.count)\r\n" } ?? ""
        try await send("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n\(headers)\(content)\r\n\(body ?? "")")
    }

    /// Begins an upload to the brand acme: `rest` is its length, an empty line and what is sent of its bytes.
    func beginUpload(_ rest: String) async throws {
        try await send("POST /v1/media?brand=acme HTTP/1.1\r\nHost: localhost\r\n\(rest)")
    }

    /// The next response: by its length, by its chunks, or to the end of the connection.
    func response() async throws -> Answer {
        let head = try await reader.head()
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: true).map(String.init)
        var headers = HTTPFields()
        for line in lines.dropFirst() {
            let halves = line.split(separator: ":", maxSplits: 1).map(String.init)
            guard halves.count == 2, let name = HTTPField.Name(halves[0]) else { continue }
            headers[name] = halves[1].trimmingPrefix(" ").description
        }
        let status = lines.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
        if let length = headers[.contentLength].flatMap({ Int($0) }) {
            return Answer(status: status, headers: headers, body: try await reader.take(length))
        }
        return Answer(status: status, headers: headers, body: [])
    }

    /// The next chunk of a chunked body; nil after the last one.
    func chunk() async throws -> String? {
        let size = Int(try await reader.line(), radix: 16) ?? 0
        let bytes = try await reader.take(size)
        _ = try await reader.line()
        return size == 0 ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the server closes the connection without another byte.
    func isClosed() async -> Bool { await reader.isAtEnd() }
}

/// Takes bytes apart as they come in.
actor WireReader {
    private var iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private var bytes: [UInt8] = []

    init(_ iterator: sending NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator) { self.iterator = iterator }

    func head() async throws -> String {
        let mark = Array("\r\n\r\n".utf8)
        while true {
            if let range = bytes.firstRange(of: mark) { return String(decoding: cut(range.upperBound), as: UTF8.self) }
            try await fill()
        }
    }

    func line() async throws -> String {
        let mark = Array("\r\n".utf8)
        while true {
            if let range = bytes.firstRange(of: mark) {
                return String(decoding: cut(range.upperBound).dropLast(2), as: UTF8.self)
            }
            try await fill()
        }
    }

    func take(_ count: Int) async throws -> [UInt8] {
        while bytes.count < count { try await fill() }
        return cut(count)
    }

    func isAtEnd() async -> Bool {
        do {
            if !bytes.isEmpty { return false }
            try await fill()
            return false
        } catch {
            return true
        }
    }

    private func cut(_ count: Int) -> [UInt8] {
        defer { bytes.removeFirst(count) }
        return Array(bytes.prefix(count))
    }

    private func fill() async throws {
        var iterator = iterator
        guard let buffer = try await iterator.next(isolation: self) else { throw WireEnd() }
        self.iterator = iterator
        bytes.append(contentsOf: buffer.readableBytesView)
    }
}

/// The connection ended.
struct WireEnd: Error {}
