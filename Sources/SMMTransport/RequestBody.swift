import AsyncHTTPClient
import NIOCore
import NIOPosix
import SMMAdapterKit

/// A request's body: in one piece when small, else in pieces, so that evidence tells a part from the whole.
enum RequestBody {
    /// The most bytes that are written at once, and of a file the most that are in memory.
    static let piece = 64 << 10

    /// The body of a request; nil for none. Files are opened here.
    ///
    /// - Throws: code `body-unreadable` where a file is not what it was said to be.
    static func make(_ request: HTTPRequest) throws(HTTPTransportError) -> HTTPClient.Body? {
        guard let streamed = request.streamed else { return make(request.body) }
        let source: BodySource
        let head: ByteBuffer
        do throws(BodySource.Unreadable) {
            source = try BodySource(streamed)
            head = try source.read(at: 0, most: piece)
        } catch {
            throw TransportFailure.error(error, progress: .notConnected, status: nil)
        }
        return .stream(contentLength: source.count) { writer in
            let first = writer.write(.byteBuffer(head))
            let all = first.eventLoop.makePromise(of: Void.self)
            go(on: first, with: writer, from: source, at: Int64(head.readableBytes), all)
            return all.futureResult
        }
    }

    private static func make(_ bytes: [UInt8]) -> HTTPClient.Body? {
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

    /// The same for what stands in files: each piece is read when the one before it has left, away from the event loop,
    /// which must not wait for a disk.
    @Sendable
    private static func go(
        on written: EventLoopFuture<Void>, with writer: HTTPClient.Body.StreamWriter, from source: BodySource,
        at offset: Int64, _ all: EventLoopPromise<Void>
    ) {
        written.whenComplete { result in
            guard case .success = result, offset < source.count else { return all.completeWith(result) }
            let next = NIOThreadPool.singleton.runIfActive(eventLoop: all.futureResult.eventLoop) {
                try source.read(at: offset, most: piece)
            }
            next.whenComplete { result in
                switch result {
                case .success(let bytes):
                    let end = offset + Int64(bytes.readableBytes)
                    go(on: writer.write(.byteBuffer(bytes)), with: writer, from: source, at: end, all)
                case .failure(let error): all.fail(error)
                }
            }
        }
    }
}
