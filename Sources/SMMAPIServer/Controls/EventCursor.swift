package import SMMAPI

/// A reader's place in the record. It is asked for rows, never handed them, so that one who does not keep up costs no
/// memory: the rows wait in the database.
package protocol EventCursor: Sendable {
    /// The next rows in sight, oldest first, at most 200; waits until there is one. Nil when the stream has ended or was
    /// cancelled.
    func next() async throws -> [EventView]?
    /// Ends the stream from outside; a waiting ``next()`` gives nil at once. May come at any time and more than once.
    func cancel()
}
