import SMMDoorWire
import SMMModel
import Testing

@Suite("How much may still be asked")
struct TokenBucketTests {
    @Test("what is taken comes back with time, and never more than there was")
    func refills() {
        var bucket = TokenBucket(capacity: 3, perSecond: 2)
        let start = Milliseconds.seconds(1000)
        func after(_ count: Int64) -> Milliseconds { Milliseconds(count: start.count + count) }
        #expect(bucket.usedAt == nil && bucket.isFull(now: start))
        let all = bucket.take(3, now: start)
        #expect(all && bucket.usedAt == start && !bucket.isFull(now: after(1499)) && bucket.isFull(now: after(1500)))
        let early = bucket.take(now: after(499))
        let due = bucket.take(now: after(500))
        #expect(!early && due)
        let tooMany = bucket.take(4, now: after(1_000_000))
        let three = bucket.take(3, now: after(1_000_000))
        #expect(!tooMany && three)
    }

    @Test("a charge takes what is there, and a time before the last one gives nothing")
    func charges() {
        var bucket = TokenBucket(capacity: 5, perSecond: 1)
        bucket.charge(100, now: .seconds(10))
        let before = bucket.take(now: .seconds(1))
        #expect(!before)
        let early = bucket.take(now: .milliseconds(1999))
        let due = bucket.take(now: .seconds(2))
        #expect(!early && due)
    }
}
