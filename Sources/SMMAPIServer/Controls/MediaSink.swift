package import NIOCore

/// One upload. Exactly one of `finish()` and ``abandon()`` is called at the end.
package protocol MediaSink<Answer>: Sendable {
    /// What becomes of it.
    associatedtype Answer: Sendable

    /// Takes the next bytes; the reader waits until they are written. Throws `media-too-large` past the limit.
    func write(_ bytes: ByteBuffer) async throws
    /// Checks what came, and gives what becomes of it.
    func finish() async throws -> Answer
    /// Throws away what was written.
    func abandon() async
}
