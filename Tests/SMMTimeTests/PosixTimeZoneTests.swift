import SMMModel
import SMMTime
import Testing

@Suite("POSIX rules from zone file footers")
struct PosixTimeZoneTests {
    private func seconds(_ text: String) throws -> Int64 {
        try #require(ISO8601.instant(text)).milliseconds / 1000
    }

    @Test("a rule with month, week and weekday changes twice a year")
    func centralEurope() throws {
        let rule = try PosixTimeZone("CET-1CEST,M3.5.0,M10.5.0/3")
        let start = try seconds("2026-03-29T01:00:00Z")
        let end = try seconds("2026-10-25T01:00:00Z")
        #expect(rule.period(at: start - 1).offset.abbreviation == "CET")
        let summer = rule.period(at: start)
        #expect(summer.offset == ZoneOffset(seconds: 7200, abbreviation: "CEST", isDaylightSaving: true))
        #expect(summer.start == start)
        #expect(summer.end == end)
        #expect(rule.period(at: end).offset.seconds == 3600)
    }

    @Test("negative rule times reach back to the day before")
    func negativeHours() throws {
        // Greenland: Saturday 22:00, written as Sunday minus two hours.
        let rule = try PosixTimeZone("<-02>2<-01>,M3.5.0/-1,M10.5.0/0")
        #expect(rule.period(at: try seconds("2026-03-29T01:00:00Z")).start == (try seconds("2026-03-29T01:00:00Z")))
        #expect(rule.period(at: try seconds("2026-03-29T00:59:59Z")).offset.seconds == -7200)
    }

    @Test("rule times beyond a day land on a later one")
    func largeHours() throws {
        // The Friday at 50:00 after a Thursday: Sunday 02:00.
        let rule = try PosixTimeZone("IST-2IDT,M3.4.4/50,M10.4.4/50")
        let start = rule.period(at: try seconds("2026-07-01T00:00:00Z")).start
        #expect(start == (try seconds("2026-03-28T00:00:00Z")))
    }

    @Test("daylight time all year long has no winter")
    func allYear() throws {
        let rule = try PosixTimeZone("XXX3EDT4,0/0,J365/23")
        for text in ["2026-01-01T03:00:00Z", "2026-01-01T02:59:59Z", "2026-07-01T00:00:00Z", "2026-12-31T23:59:59Z"] {
            #expect(rule.period(at: try seconds(text)).offset.abbreviation == "EDT", "\(text)")
        }
    }

    @Test("J days never count 29 February, plain days do")
    func dayNumbers() throws {
        let julian = try PosixTimeZone("AAA0BBB,J60,J300")
        #expect(julian.period(at: try seconds("2028-06-01T00:00:00Z")).start == (try seconds("2028-03-01T02:00:00Z")))
        let plain = try PosixTimeZone("AAA0BBB,59,300")
        #expect(plain.period(at: try seconds("2028-06-01T00:00:00Z")).start == (try seconds("2028-02-29T02:00:00Z")))
        #expect(plain.period(at: try seconds("2027-06-01T00:00:00Z")).start == (try seconds("2027-03-01T02:00:00Z")))
    }

    @Test(
        "a broken rule is an error",
        arguments: [
            "", "A", "AB3", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "<CET-1",
            "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J300", "CET-1CEST,J366,J300",
            "CET-1CEST,366,300", "CET-25", "CET-1:60", "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1,M3.5.0,M10.5.0",
            "CET-1CEST,M3.5.0,M10.5.0,", "CET-99999999999999999999", "CET-1CEST,M3.5.0/,M10.5.0", ":Europe/Berlin",
        ])
    func broken(_ text: String) {
        #expect(throws: TimeDataError.self) { try PosixTimeZone(text) }
    }

    @Test("the far ends of time have an offset")
    func extremes() throws {
        let rule = try PosixTimeZone("CET-1CEST,M3.5.0,M10.5.0/3")
        #expect(rule.period(at: .max).end >= rule.period(at: .max).start)
        #expect(rule.period(at: .min).end >= rule.period(at: .min).start)
    }
}
