import SMMDoorWire
package import SMMModel

/// How much each client may still ask: a bucket each, in bounded memory. Pure.
///
/// A request takes one drop, one that came to nothing more; drops come back with time. When the table is full, the buckets
/// that are full again are forgotten, else the one that was used longest ago: who floods from many addresses gains no more
/// than what a new address has anyway.
package struct RateTable: Sendable {
    private let fresh: TokenBucket
    private let most: Int
    private var buckets: [ClientAddress: TokenBucket] = [:]

    /// A table of at most `most` clients, each with `capacity` drops at once and `perSecond` after that.
    package init(capacity: Int, perSecond: Int, most: Int) {
        fresh = TokenBucket(capacity: capacity, perSecond: perSecond)
        self.most = most
    }

    /// How many clients are remembered.
    package var count: Int { buckets.count }

    /// Takes `drops` from a client's bucket; false when there are not as many, and then none is taken.
    ///
    /// - Parameter now: of a clock that nobody sets.
    package mutating func take(_ drops: Int = 1, from client: ClientAddress, now: Milliseconds) -> Bool {
        var bucket = buckets[client] ?? fresh
        let isEnough = bucket.take(drops, now: now)
        keep(bucket, of: client, now)
        return isEnough
    }

    /// Takes up to `drops` more, for a request that came to nothing.
    package mutating func charge(_ drops: Int, to client: ClientAddress, now: Milliseconds) {
        var bucket = buckets[client] ?? fresh
        bucket.charge(drops, now: now)
        keep(bucket, of: client, now)
    }

    private mutating func keep(_ bucket: TokenBucket, of client: ClientAddress, _ now: Milliseconds) {
        if buckets[client] == nil, buckets.count >= most { makeRoom(now) }
        buckets[client] = bucket
    }

    /// Makes room for an eighth of the table at once, so that the search is not repeated for each newcomer.
    private mutating func makeRoom(_ now: Milliseconds) {
        buckets = buckets.filter { !$0.value.isFull(now: now) }
        let spare = most - most / 8
        guard buckets.count > spare else { return }
        let oldest = buckets.sorted { ($0.value.usedAt ?? now) < ($1.value.usedAt ?? now) }.prefix(
            buckets.count - spare)
        for entry in oldest { buckets[entry.key] = nil }
    }
}
