import NIOCore

/// The lines of a streamed answer, read from the socket one piece at a time as they are asked for.
package struct ClientLines: AsyncSequence, Sendable {
    /// A line without its line break.
    package typealias Element = String
    /// The longest line taken, in bytes.
    package static let longest = 1 << 20

    let connection: ClientConnection

    /// Reads the lines.
    package func makeAsyncIterator() -> Iterator { Iterator(connection: connection) }

    /// Ends the stream and its connection.
    package func close() async { await connection.close() }

    /// Reads the lines of one answer.
    package struct Iterator: AsyncIteratorProtocol {
        let connection: ClientConnection
        private var buffer = ByteBuffer()
        private var searched = 0
        private var isAtEnd = false

        init(connection: ClientConnection) { self.connection = connection }

        /// The next line; nil when the answer ends. Throws a `ClientError` when the connection breaks.
        package mutating func next() async throws -> String? {
            while true {
                if let line = takeLine() { return line }
                guard !isAtEnd else { return takeRest() }
                guard buffer.readableBytes <= ClientLines.longest else {
                    throw ClientError(.tooLarge, "A line of the stream is longer than \(ClientLines.longest) bytes.")
                }
                do {
                    if let chunk = try await connection.nextChunk() {
                        buffer.writeImmutableBuffer(chunk)
                    } else {
                        isAtEnd = true
                    }
                } catch {
                    throw APIClient.lost(error, connection)
                }
            }
        }

        private mutating func takeLine() -> String? {
            let view = buffer.readableBytesView
            let from = view.index(view.startIndex, offsetBy: Swift.min(searched, view.count))
            guard let end = view[from...].firstIndex(of: UInt8(ascii: "\n")) else {
                searched = view.count
                return nil
            }
            let count = view.distance(from: view.startIndex, to: end)
            searched = 0
            let bytes = buffer.readBytes(length: count) ?? []
            buffer.moveReaderIndex(forwardBy: 1)
            buffer.discardReadBytes()
            return String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes[...], as: UTF8.self)
        }

        private mutating func takeRest() -> String? {
            guard buffer.readableBytes > 0 else { return nil }
            return String(decoding: buffer.readBytes(length: buffer.readableBytes) ?? [], as: UTF8.self)
        }
    }
}
