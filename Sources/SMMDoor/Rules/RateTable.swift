package import SMMModel

/// How much each client may still ask: a bucket each, in bounded memory. Pure.
///
/// A request takes one drop, one that came to nothing more; drops come back with time. When the table is full, the buckets
/// that are full again are forgotten, else the one that was used longest ago: who floods from many addresses gains no more
/// than what a new address has anyway.
package struct RateTable: Sendable {
    private struct Bucket {
        var drops: Double
        var at: Milliseconds
    }

    private let capacity: Double
    private let perSecond: Double
    private let most: Int
    private var buckets: [ClientAddress: Bucket] = [:]

    /// A table of at most `most` clients, each with `capacity` drops at once and `perSecond` after that.
    package init(capacity: Int, perSecond: Int, most: Int) {
        self.capacity = Double(capacity)
        self.perSecond = Double(perSecond)
        self.most = most
    }

    /// How many clients are remembered.
    package var count: Int { buckets.count }

    /// Takes `drops` from a client's bucket; false when there are not as many, and then none is taken.
    ///
    /// - Parameter now: of a clock that nobody sets.
    package mutating func take(_ drops: Int = 1, from client: ClientAddress, now: Milliseconds) -> Bool {
        var bucket = filled(client, now)
        let isEnough = bucket.drops >= Double(drops)
        if isEnough { bucket.drops -= Double(drops) }
        keep(bucket, of: client, now)
        return isEnough
    }

    /// Takes up to `drops` more, for a request that came to nothing.
    package mutating func charge(_ drops: Int, to client: ClientAddress, now: Milliseconds) {
        var bucket = filled(client, now)
        bucket.drops = max(0, bucket.drops - Double(drops))
        keep(bucket, of: client, now)
    }

    private func filled(_ client: ClientAddress, _ now: Milliseconds) -> Bucket {
        guard let bucket = buckets[client] else { return Bucket(drops: capacity, at: now) }
        return Bucket(drops: level(bucket, now), at: now)
    }

    private func level(_ bucket: Bucket, _ now: Milliseconds) -> Double {
        let seconds = Double(max(0, (now - bucket.at).count)) / 1000
        return min(capacity, bucket.drops + seconds * perSecond)
    }

    private mutating func keep(_ bucket: Bucket, of client: ClientAddress, _ now: Milliseconds) {
        if buckets[client] == nil, buckets.count >= most { makeRoom(now) }
        buckets[client] = bucket
    }

    /// Makes room for an eighth of the table at once, so that the search is not repeated for each newcomer.
    private mutating func makeRoom(_ now: Milliseconds) {
        buckets = buckets.filter { level($0.value, now) < capacity }
        let spare = most - most / 8
        guard buckets.count > spare else { return }
        let oldest = buckets.sorted { $0.value.at < $1.value.at }.prefix(buckets.count - spare)
        for entry in oldest { buckets[entry.key] = nil }
    }
}
