package import SMMModel

/// How much may still be asked: some at once, then so much a second. Pure.
///
/// Times are of a clock that nobody sets.
package struct TokenBucket: Sendable {
    private let capacity: Double
    private let perSecond: Double
    private var drops: Double
    private var at: Milliseconds?

    /// A full bucket of `capacity` drops, into which `perSecond` come back each second.
    package init(capacity: Int, perSecond: Int) {
        self.capacity = Double(capacity)
        self.perSecond = Double(perSecond)
        drops = Double(capacity)
    }

    /// When something was taken out or tried last; nil for a new one.
    package var usedAt: Milliseconds? { at }

    /// Whether all drops are there again.
    package func isFull(now: Milliseconds) -> Bool { level(now) >= capacity }

    /// Takes `count` drops; false when there are not as many, and then none is taken.
    package mutating func take(_ count: Int = 1, now: Milliseconds) -> Bool {
        fill(now)
        guard drops >= Double(count) else { return false }
        drops -= Double(count)
        return true
    }

    /// Takes up to `count` drops.
    package mutating func charge(_ count: Int, now: Milliseconds) {
        fill(now)
        drops = max(0, drops - Double(count))
    }

    private mutating func fill(_ now: Milliseconds) {
        drops = level(now)
        at = now
    }

    private func level(_ now: Milliseconds) -> Double {
        let passed = Double(max(0, (now - (at ?? now)).count)) / 1000
        return min(capacity, drops + passed * perSecond)
    }
}
