import HTTPTypes
import HummingbirdCore
import NIOCore
import SMMTestSupport
import Synchronization

/// What a follower of events has been sent so far.
final class EventPage: Sendable {
    private let bytes = Mutex<[UInt8]>([])
    /// Tells of each piece that comes.
    let changes = Changes()

    /// The lines, one for each event.
    var lines: [ArraySlice<UInt8>] { bytes.withLock { $0.split(separator: UInt8(ascii: "\n")) } }

    fileprivate func add(_ piece: some Sequence<UInt8>) {
        bytes.withLock { $0.append(contentsOf: piece) }
        changes.tell()
    }
}

/// Writes a stream's pieces to a page as they come.
struct EventPageWriter: ResponseBodyWriter {
    let page: EventPage

    mutating func write(_ buffer: ByteBuffer) async throws { page.add(buffer.readableBytesView) }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
