import SMMModel
import SMMTime
import Testing

@Suite("Wall time and instants")
struct ZoneTests {
    static let berlin: Zone = {
        guard let zone = try? TimeZoneDirectory().zone(named: "Europe/Berlin") else { return .utc }
        return zone
    }()

    static func instant(_ text: String) -> Instant { ISO8601.instant(text) ?? Instant(milliseconds: .min) }

    static func wall(_ text: String) throws -> WallTime {
        guard case .wall(let wall) = ISO8601.parse(text) else {
            Issue.record("\(text) is no wall time")
            throw CancellationError()
        }
        return wall
    }

    @Test("an ordinary time is one instant")
    func unique() throws {
        let resolution = Self.berlin.resolve(try Self.wall("2026-11-24T09:30"))
        #expect(resolution == .unique(Self.instant("2026-11-24T08:30:00Z")))
    }

    @Test("a gap knows the same reading on both sides and moves to the next valid instant")
    func gap() throws {
        let resolution = Self.berlin.resolve(try Self.wall("2027-03-28T02:30"))
        #expect(
            resolution
                == .gap(
                    before: Self.instant("2027-03-28T01:30:00+01:00"), after: Self.instant("2027-03-28T03:30:00+02:00"),
                    nextValid: Self.instant("2027-03-28T03:00:00+02:00")))
        #expect(resolution.instant() == Self.instant("2027-03-28T01:00:00Z"))
    }

    @Test("an overlap takes the first showing, or the second with fold 1")
    func overlap() throws {
        let resolution = Self.berlin.resolve(try Self.wall("2026-10-25T02:30"))
        let first = Self.instant("2026-10-25T02:30:00+02:00")
        let second = Self.instant("2026-10-25T02:30:00+01:00")
        #expect(resolution == .overlap(first: first, second: second))
        #expect(resolution.instant() == first)
        #expect(resolution.instant(fold: 1) == second)
        #expect(Self.berlin.fold(at: second + .milliseconds(250)) == 1)
        #expect(Self.berlin.fold(at: first) == 0)
    }

    @Test("a whole day that a zone skipped is a gap")
    func skippedDay() throws {
        let apia = try TimeZoneDirectory().zone(named: "Pacific/Apia")
        let resolution = apia.resolve(try Self.wall("2011-12-30T12:00"))
        #expect(resolution.instant() == Self.instant("2011-12-31T00:00:00+14:00"))
    }

    @Test(
        "a daily time has an instant on its own day and after the day before, in every zone (two years, one day in three)"
    )
    func onceADay() throws {
        let directory = TimeZoneDirectory()
        let start = try #require(CalendarDate(year: 2026, month: 1, day: 1))
        var days = 0
        for name in directory.names() {
            let zone = try directory.zone(named: name)
            var previous = Instant(milliseconds: .min)
            // 02:30 is where most gaps and overlaps are; one day in three keeps the debug build quick.
            var wall = try #require(WallTime(date: start, hour: 2, minute: 30))
            for _ in 0..<244 {
                let instant = zone.resolve(wall).instant()
                if instant <= previous { Issue.record("\(name) \(wall) does not come after the day before") }
                if zone.wall(at: instant).date != wall.date { Issue.record("\(name) \(wall) is on another day") }
                previous = instant
                wall = wall.adding(days: 3)
                days += 1
            }
        }
        #expect(days > 70_000)
    }

    @Test("the ends of time have a wall time and do not trap")
    func extremes() {
        for milliseconds in [Int64.min, .max] {
            let instant = Instant(milliseconds: milliseconds)
            let wall = Self.berlin.wall(at: instant)
            _ = Self.berlin.resolve(wall.adding(days: milliseconds < 0 ? .min : .max))
            _ = ISO8601.format(instant, in: Self.berlin)
            _ = HTTPDate.format(instant)
        }
    }

    @Test("dates count days, weekdays and leap years as the calendar does")
    func calendar() throws {
        let date = try #require(CalendarDate(year: 2026, month: 11, day: 24))
        #expect(date.weekday == .tuesday)
        #expect(date.daysSinceEpoch == 20_781)
        #expect(date.adding(days: 7).description == "2026-12-01")
        #expect(CalendarDate(daysSinceEpoch: -1).description == "1969-12-31")
        #expect(CalendarDate(daysSinceEpoch: -1).weekday == .wednesday)
        #expect(CalendarDate(year: 2026, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 2028, month: 2, day: 29) != nil)
        #expect(CalendarDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
        var day = try #require(CalendarDate(year: 1899, month: 12, day: 31)).daysSinceEpoch
        for year in 1900...2110 {
            for month in 1...12 {
                for number in 1...CalendarDate.daysIn(month: month, year: year) {
                    day += 1
                    let date = CalendarDate(daysSinceEpoch: day)
                    guard date == CalendarDate(year: year, month: month, day: number), date.daysSinceEpoch == day else {
                        Issue.record("day \(day) is \(date), not \(year)-\(month)-\(number)")
                        return
                    }
                }
            }
        }
    }
}
