/// Where the current time comes from: a parameter of everything that asks for it.
package protocol TimeSource: Sendable {
    /// The wall clock.
    var now: Instant { get }
    /// Milliseconds of a clock that never jumps, for measuring spans; its zero has no meaning.
    var monotonic: Milliseconds { get }
}
