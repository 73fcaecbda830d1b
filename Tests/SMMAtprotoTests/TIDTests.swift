import SMMAtproto
import SMMTestSupport
import Testing

@Suite("TID")
struct TIDTests {
    @Test("times and clock numbers are laid out as the protocol says", .enabled(if: SharedFolder.isWanted))
    func derived() throws {
        let cases = try #require(try InteropFiles.json("derived/tid.json")["cases"]?.elements)
        #expect(cases.count >= 7)
        for one in cases {
            let time = try #require(one["unix_micros"]?.integer)
            let clock = try #require(one["clock_id"]?.integer)
            let text = try #require(one["tid"]?.string)
            let tid = TID(microseconds: time, clock: Int(clock))
            #expect(tid.text == text)
            #expect(TID(text) == tid)
            #expect(tid.microseconds == time && tid.clock == Int(clock))
        }
    }

    @Test("a clock's TIDs only rise, even when the wall clock falls back")
    func rising() {
        var clock = TIDClock(number: 2051)
        #expect(clock.number == 3)
        let tids = [1000, 1000, 5, 1001, -7, 5000].map { clock.next(microseconds: $0) }
        #expect(tids == tids.sorted() && Set(tids).count == tids.count)
        #expect(tids.map(\.microseconds) == [1000, 1001, 1002, 1003, 1004, 5000])
        #expect(tids.map(\.text) == tids.map(\.text).sorted())
    }

    @Test("times no TID can hold are brought to its ends")
    func ends() {
        #expect(TID(microseconds: .min, clock: 0).text == "2222222222222")
        #expect(TID(microseconds: .max, clock: -1).text == "bzzzzzzzzzzzz")
        #expect(TID(microseconds: .max, clock: -1).microseconds == TID.maximumMicroseconds)
    }
}
