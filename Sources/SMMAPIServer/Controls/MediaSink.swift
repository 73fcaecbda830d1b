package import NIOCore
package import SMMAPI

/// One upload. Exactly one of ``finish()`` and ``abandon()`` is called at the end.
package protocol MediaSink: Sendable {
    /// Takes the next bytes; the reader waits until they are written. Throws `media-too-large` past the limit.
    func write(_ bytes: ByteBuffer) async throws
    /// Checks, makes it durable and gives the asset.
    func finish() async throws -> AssetView
    /// Throws away what was written.
    func abandon() async
}
