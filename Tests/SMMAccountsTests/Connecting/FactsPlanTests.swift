import SMMAccounts
import SMMModel
import Testing

@Suite("The time of the daily look")
struct FactsPlanTests {
    @Test("each account's time of the day comes once a day, however the spans lie")
    func plan() {
        let start: Int64 = 1_795_854_600_000
        for jitter in [0, 0.25, 0.5, 0.999] {
            var count = 0
            for minute in 0..<(10 * 1440) as Range<Int64> {
                let from = Instant(milliseconds: start + minute * 60_000)
                if FactsPlan.isDue(jitter, after: from, through: from + .minutes(1)) { count += 1 }
            }
            #expect(count == 10)
        }
        let now = Instant(milliseconds: start)
        // A day off is one time, not many; a clock that went back is none.
        #expect(FactsPlan.isDue(0.3, after: now, through: now + .days(30)))
        #expect(!FactsPlan.isDue(0.3, after: now, through: now))
        #expect(!FactsPlan.isDue(0.3, after: now, through: now - Milliseconds.days(2)))
    }
}
