import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization

/// The body of a request, which is read when somebody asks for it, and counted.
final class UnreadBody: Sendable {
    private let body: RequestBody
    private let expected: Int?
    private let done = Mutex(false)

    init(_ request: Request) {
        body = request.body
        expected = request.headers[.contentLength].flatMap { Int($0) }
    }

    /// Whether all of it was read.
    var isRead: Bool { done.withLock { $0 } }

    /// All of it; nil when it is more than `most` bytes, or did not all come.
    func read(most: Int) async -> [UInt8]? {
        var bytes: [UInt8] = []
        do {
            for try await piece in body {
                guard bytes.count + piece.readableBytes <= most else { return nil }
                bytes.append(contentsOf: piece.readableBytesView)
            }
        } catch {
            return nil
        }
        // The reader ends quietly when the connection does.
        if let expected, bytes.count != expected { return nil }
        done.withLock { $0 = true }
        return bytes
    }
}
