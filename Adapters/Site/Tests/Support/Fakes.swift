import SMMAdapterKit
import SMMModel
import Synchronization

/// A clock that stands where it is put.
final class StillClock: TimeSource {
    private let time: Mutex<Int64>

    init(_ milliseconds: Int64) { time = Mutex(milliseconds) }

    var now: Instant { Instant(milliseconds: time.withLock { $0 }) }
    var monotonic: Milliseconds { Milliseconds(count: time.withLock { $0 }) }

    func advance(_ span: Milliseconds) { time.withLock { $0 += span.count } }
}

/// A network that must not be used.
struct NoTransport: HTTPTransport {
    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        throw HTTPTransportError(progress: .notConnected, failure: Failure("no-network", "The site needs no network."))
    }
}

/// Notes that nobody reads.
struct NoSteps: StepRecorder {
    func record(_ name: String, _ value: String) async throws {}
}

/// Media in memory by their hash, or in files.
struct MemoryMedia: MediaReader {
    var contents: [String: [UInt8]] = [:]
    var paths: [String: String] = [:]

    func bytes(of media: MediaReference) async throws(Failure) -> [UInt8] {
        if let bytes = contents[media.sha256] { return bytes }
        guard let path = paths[media.sha256], let bytes = Tree.bytes(path) else {
            throw Failure("media-missing", "The medium is not in the store.")
        }
        return bytes
    }

    func path(of media: MediaReference) throws(Failure) -> String {
        guard let path = paths[media.sha256] else { throw Failure("media-missing", "The medium is not in the store.") }
        return path
    }
}
