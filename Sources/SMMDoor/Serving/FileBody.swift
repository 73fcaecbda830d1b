import HummingbirdCore
import NIOCore
import NIOPosix
import SMMDoorWire

/// Sends an open file piece by piece, each when the one before it was taken.
struct FileBody: Sendable {
    private static let piece: Int64 = 64 << 10

    let file: OpenDescriptor
    let count: Int64
    let pool: NIOThreadPool

    /// Writes all of it.
    ///
    /// - Throws: when the file is shorter than it was, or the client is gone; the connection is then to be closed.
    func write(to writer: inout any ResponseBodyWriter) async throws {
        var offset: Int64 = 0
        while offset < count {
            let (start, wanted) = (offset, Int(min(Self.piece, count - offset)))
            let file = self.file
            let bytes = try await pool.runIfActive { Self.read(file, at: start, wanted) }
            guard !bytes.isEmpty else { throw CutShort() }
            try await writer.write(ByteBuffer(bytes: bytes))
            offset += Int64(bytes.count)
        }
        try await writer.finish(nil)
    }

    private static func read(_ file: OpenDescriptor, at offset: Int64, _ count: Int) -> [UInt8] {
        file.bytes(at: offset, count)
    }
}
