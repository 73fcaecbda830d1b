/// Why smmd did not answer its door.
package enum DeskFault: String, Error, Sendable, Hashable {
    /// Nobody listens: smmd is stopped, has no door configured, or the path is another.
    case absent
    /// The socket is another user's than smmd's, or may not be opened.
    case stranger
    /// The answer did not come in time.
    case late
    /// The connection ended without an answer: the desk has as many as it takes.
    case closed
    /// What came is no answer of this version.
    case garbled
}
