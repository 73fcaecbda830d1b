import SMMModel
import SMMTestSupport
import SMMTime
import Testing

@Suite("Written dates and times")
struct TimestampTests {
    private func at(_ seconds: Int64, _ milliseconds: Int64 = 0) -> Instant {
        Instant(milliseconds: seconds * 1000 + milliseconds)
    }

    @Test("ISO 8601 with an offset is an instant")
    func offsets() {
        let expected = at(1_795_509_000)
        for text in [
            "2026-11-24T08:30:00Z", "2026-11-24t08:30:00z", "2026-11-24 08:30Z", "2026-11-24T09:30:00+01:00",
            "2026-11-24T09:30+0100", "2026-11-24T09:30+01", "2026-11-23T23:00:00-09:30", "2026-11-24T09:23:28+00:53:28",
        ] { #expect(ISO8601.instant(text) == expected, "\(text)") }
        #expect(ISO8601.parse("2026-11-24T09:30:00+01:00") == .instant(expected, offset: 3600))
    }

    @Test("ISO 8601 without an offset is a wall time or a date")
    func walls() throws {
        let wall = try #require(WallTime(year: 2026, month: 11, day: 24, hour: 9, minute: 30))
        #expect(ISO8601.parse("2026-11-24T09:30") == .wall(wall))
        #expect(ISO8601.parse("2026-11-24 09:30:00.999") == .wall(wall))
        #expect(ISO8601.parse("2026-11-24") == .date(wall.date))
    }

    @Test("second 60 is read as 59")
    func leapSecond() {
        #expect(ISO8601.instant("2016-12-31T23:59:60Z") == at(1_483_228_799))
        #expect(HTTPDate.parse("Sat, 31 Dec 2016 23:59:60 GMT", now: at(0)) == at(1_483_228_799))
    }

    @Test("fractions count to the millisecond")
    func fractions() {
        #expect(ISO8601.instant("1970-01-01T00:00:01.25Z") == at(1, 250))
        #expect(ISO8601.instant("1970-01-01T00:00:01,123456789Z") == at(1, 123))
        #expect(ISO8601.instant("1970-01-01T00:00:01.1234567890Z") == nil)
    }

    @Test(
        "what is not ISO 8601 is refused",
        arguments: [
            "", "2026", "2026-11", "2026-13-01", "2026-02-29", "2026-11-24T", "2026-11-24T9:30", "2026-11-24T24:00",
            "2026-11-24T09:60", "2026-11-24T09:30:61", "2026-11-24T09:30:00+26:00", "2026-11-24T09:30:00+01:60",
            "2026-11-24T09:30:00 +01:00", "2026-11-24T09:30:00Zx", "20261124T093000Z", "2026-11-24T09:30.5",
            "٢٠٢٦-11-24",
            "2026-11-24T09:30:00.Z", "+2026-11-24", "99999-01-01",
        ])
    func refused(_ text: String) {
        #expect(ISO8601.parse(text) == nil)
    }

    @Test("formatting gives back what was read")
    func formats() throws {
        let instant = at(1_795_509_000)
        #expect(ISO8601.format(instant) == "2026-11-24T08:30:00Z")
        #expect(ISO8601.format(instant + .milliseconds(7)) == "2026-11-24T08:30:00.007Z")
        #expect(ISO8601.format(at(-1, 1)) == "1969-12-31T23:59:59.001Z")
        #expect(ISO8601.format(instant, in: ZoneTests.berlin) == "2026-11-24T09:30:00+01:00")
        #expect(ISO8601.format(offset: -34_200) == "-09:30")
        var generator = SeededRandom(seed: 7)
        for _ in 0..<2000 {
            let instant = Instant(
                milliseconds: Int64.random(in: -62_135_596_800_000...253_402_300_799_999, using: &generator))
            #expect(ISO8601.instant(ISO8601.format(instant)) == instant)
            #expect(ISO8601.instant(ISO8601.format(instant, in: ZoneTests.berlin)) == instant)
            let whole = Instant(seconds: instant.milliseconds / 1000)
            #expect(HTTPDate.parse(HTTPDate.format(whole), now: at(0)) == whole)
        }
    }

    @Test("the three date formats of HTTP and the mail form are read")
    func httpDates() {
        let now = at(1_795_509_000)
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
            "sun, 6 nov 1994 09:49:37 +0100", "06 Nov 1994 08:49:37 UTC", "Mon, 06 Nov 1994 08:49:37 GMT",
        ] { #expect(HTTPDate.parse(text, now: now) == at(784_111_777), "\(text)") }
    }

    @Test("a year of two digits is at most fifty years ahead")
    func twoDigits() {
        let now = ZoneTests.instant("2026-11-24T00:00:00Z")
        #expect(
            HTTPDate.parse("Tuesday, 24-Nov-76 08:00:00 GMT", now: now) == ZoneTests.instant("2076-11-24T08:00:00Z"))
        #expect(
            HTTPDate.parse("Tuesday, 24-Nov-77 08:00:00 GMT", now: now) == ZoneTests.instant("1977-11-24T08:00:00Z"))
    }

    @Test(
        "what is no HTTP date is refused",
        arguments: [
            "", "120", "Sun", "Sun,", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 PST", "Sun, 06 Foo 1994 08:49:37 GMT",
            "Xyz, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT x",
            "Sun Nov  6 08:49:37 94",
        ])
    func noDate(_ text: String) {
        #expect(HTTPDate.parse(text, now: at(0)) == nil)
    }
}
