/// Makes time-ordered ids: milliseconds since 2025-01-01 (48 bits), a sequence (10 bits), a node (5 bits).
///
/// Never repeats and never goes back, even when the clock does: it then keeps counting from the last id.
package struct IDGenerator: Sendable {
    private static let epoch: Int64 = 1_735_689_600_000
    private static let nodeBits: Int64 = 5
    private let node: Int64
    /// Milliseconds since the epoch and sequence as one counter, so that an overflow of the sequence carries over.
    private var counter: Int64

    /// A generator for `node` (0…31), going on after `last`, the greatest id ever given out.
    package init(node: Int = 0, last: Int64 = 0) {
        self.node = Int64(node & 31)
        self.counter = last >> Self.nodeBits
    }

    /// The next id at `now`.
    package mutating func next(at now: Instant) -> Int64 {
        let elapsed = max(0, min(now.milliseconds &- Self.epoch, (1 << 47) - 1))
        counter = max(counter &+ 1, elapsed << 10)
        return counter << Self.nodeBits | node
    }

    /// The lowest key an id made at `instant` can have.
    package static func lowest(at instant: Instant) -> Int64 {
        max(0, min(instant.milliseconds &- epoch, (1 << 47) - 1)) << (nodeBits + 10)
    }

    /// The instant at which `key` was made, to the millisecond (a burst may run a little ahead of the clock).
    package static func instant(of key: Int64) -> Instant {
        Instant(milliseconds: (key >> (nodeBits + 10)) + epoch)
    }
}
