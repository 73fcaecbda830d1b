import AsyncHTTPClient
import NIOCore

/// A request's body: in one piece when small, else in pieces, so that evidence tells a part from the whole.
enum RequestBody {
    /// The most bytes that are written at once.
    static let piece = 64 << 10

    static func make(_ bytes: [UInt8]) -> HTTPClient.Body? {
        if bytes.isEmpty { return nil }
        if bytes.count <= piece { return .byteBuffer(ByteBuffer(bytes: bytes)) }
        return .stream(contentLength: Int64(bytes.count)) { writer in
            var rest = ByteBuffer(bytes: bytes)
            let first = writer.write(.byteBuffer(rest.readSlice(length: piece) ?? ByteBuffer()))
            let all = first.eventLoop.makePromise(of: Void.self)
            go(on: first, rest: rest, with: writer, all)
            return all.futureResult
        }
    }

    /// Writes piece by piece, each after the one before it has left. One promise for all: a chain of futures would be
    /// as long as the body.
    @Sendable
    private static func go(
        on written: EventLoopFuture<Void>, rest: ByteBuffer, with writer: HTTPClient.Body.StreamWriter,
        _ all: EventLoopPromise<Void>
    ) {
        written.whenComplete { result in
            guard case .success = result, rest.readableBytes > 0 else { return all.completeWith(result) }
            var rest = rest
            let next = rest.readSlice(length: min(piece, rest.readableBytes)) ?? ByteBuffer()
            go(on: writer.write(.byteBuffer(next)), rest: rest, with: writer, all)
        }
    }
}
