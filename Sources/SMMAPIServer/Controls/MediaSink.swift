package import NIOCore

/// One upload. At its end `finish()` is called, at most once; ``abandon()`` where it does not come to that, and also after a
/// `finish()` that threw.
package protocol MediaSink<Answer>: Sendable {
    /// What becomes of it.
    associatedtype Answer: Sendable

    /// Takes the next bytes; the reader waits until they are written. Throws `media-too-large` past the limit.
    func write(_ bytes: ByteBuffer) async throws
    /// Checks what came, and gives what becomes of it. Where it throws it need not clear up: ``abandon()`` follows.
    func finish() async throws -> Answer
    /// Throws away what was written and not kept; nothing happens when it has ended already.
    func abandon() async
}
