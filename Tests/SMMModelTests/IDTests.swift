import SMMModel
import Testing

@Suite("Ids")
struct IDTests {
    @Test("ids of one generator rise, whatever the clock does")
    func rises() {
        var generator = IDGenerator(node: 3)
        var last: Int64 = 0
        for now in [1_795_428_000_000, 1_795_428_000_000, 1_795_427_000_000, 0, Int64.min, Int64.max, 5] as [Int64] {
            for _ in 0..<3000 {
                let id = generator.next(at: Instant(milliseconds: now))
                #expect(id > last)
                last = id
            }
        }
    }

    @Test("a generator goes on after the greatest id of the database")
    func goesOn() {
        var first = IDGenerator()
        let last = first.next(at: Instant(milliseconds: 1_795_428_000_000))
        var second = IDGenerator(last: last)
        #expect(second.next(at: Instant(milliseconds: 1_700_000_000_000)) > last)
    }

    @Test("an id's instant is when it was made")
    func instant() {
        var generator = IDGenerator()
        let id = generator.next(at: Instant(milliseconds: 1_795_428_123_456))
        #expect(IDGenerator.instant(of: id) == Instant(milliseconds: 1_795_428_123_456))
        #expect(IDGenerator.lowest(at: Instant(milliseconds: 1_795_428_123_456)) <= id)
        #expect(IDGenerator.lowest(at: Instant(milliseconds: 1_795_428_123_457)) > id)
    }

    @Test("text forms round trip, and other kinds, letters and sizes are refused")
    func text() {
        let id = PostID(rawValue: 123_456_789_012_345)
        #expect(PostID(id.description) == id)
        #expect(PostID("op_" + Crockford.encode(5)) == nil)
        #expect(PostID("pst_") == nil)
        #expect(PostID("pst_u") == nil)
        #expect(PostID("pst_zzzzzzzzzzzzzz") == nil)
        #expect(PostID("pst_O1il") == PostID(rawValue: 1 << 10 | 1 << 5 | 1))
    }

    @Test("the ranges of a prefix hold exactly the ids whose text begins with it")
    func prefixes() throws {
        let id: Int64 = 987_654_321_098_765
        let text = Crockford.encode(UInt64(id))
        for length in 1...text.count {
            let ranges = try #require(Crockford.ranges(startingWith: text.prefix(length)))
            #expect(ranges.contains { $0.contains(id) })
        }
        let other = try #require(Crockford.ranges(startingWith: "1" + text.dropFirst()))
        #expect(!other.contains { $0.contains(id) } || text.hasPrefix("1"))
    }

    @Test("instants and spans saturate instead of trapping")
    func saturates() {
        let last = Instant(milliseconds: .max)
        #expect(last + .seconds(1) == last)
        #expect(Instant(milliseconds: .min) - .seconds(1) == Instant(milliseconds: .min))
        #expect((last - Instant(milliseconds: .min)).count == .max)
        #expect(Milliseconds.days(.max).count == .max)
        #expect(Milliseconds.seconds(-1).multiplied(by: .max).count == .min)
    }
}
