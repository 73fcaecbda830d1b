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
        let content = request.content
        if content.count <= Int64(piece), let bytes = content.bytes {
            return bytes.isEmpty ? nil : .byteBuffer(ByteBuffer(bytes: bytes))
        }
        let source: BodySource
        let head: ByteBuffer
        do throws(BodySource.Unreadable) {
            source = try BodySource(content)
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

    /// Writes piece by piece, each after the one before it has left, and read then, away from the event loop, which must not
    /// wait for a disk. One promise for all: a chain of futures would be as long as the body.
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
