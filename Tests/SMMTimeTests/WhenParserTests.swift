import SMMModel
import SMMTestSupport
import SMMTime
import Testing

@Suite("Times as people write them")
struct WhenParserTests {
    /// Tuesday, 24 November 2026, 10:00 in Berlin.
    private let now = ZoneTests.instant("2026-11-24T10:00:00+01:00")

    private func parse(_ text: String, now: Instant? = nil) throws(WhenError) -> When {
        try WhenParser(now: now ?? self.now, zone: ZoneTests.berlin).parse(text)
    }

    private func failure(_ text: String, now: Instant? = nil) -> WhenError? {
        do throws(WhenError) {
            let when = try parse(text, now: now)
            Issue.record("\(text) was read as \(when.wall)")
            return nil
        } catch { return error }
    }

    @Test(
        "every allowed form names one moment",
        arguments: [
            ("now", "2026-11-24T10:00:00+01:00"),
            ("today 18:00", "2026-11-24T18:00:00+01:00"),
            ("Tomorrow at 09:30", "2026-11-25T09:30:00+01:00"),
            ("tomorrow, 9:30 PM", "2026-11-25T21:30:00+01:00"),
            ("9am tomorrow", "2026-11-25T09:00:00+01:00"),
            ("friday 9am", "2026-11-27T09:00:00+01:00"),
            ("on Friday at noon", "2026-11-27T12:00:00+01:00"),
            ("mon 09:30", "2026-11-30T09:30:00+01:00"),
            ("tue 11:00", "2026-11-24T11:00:00+01:00"),
            ("tuesday 09:30", "2026-12-01T09:30:00+01:00"),
            ("noon", "2026-11-24T12:00:00+01:00"),
            ("9:30pm", "2026-11-24T21:30:00+01:00"),
            ("12am", "2026-11-25T00:00:00+01:00"),
            ("09:30:15", "2026-11-25T09:30:15+01:00"),
            ("in 10 minutes", "2026-11-24T10:10:00+01:00"),
            ("in an hour and 30 min", "2026-11-24T11:30:00+01:00"),
            ("+2h", "2026-11-24T12:00:00+01:00"),
            ("+1d12h", "2026-11-25T22:00:00+01:00"),
            ("in 2 weeks", "2026-12-08T10:00:00+01:00"),
            ("2026-12-24 18:00", "2026-12-24T18:00:00+01:00"),
            ("18:00 2026-12-24", "2026-12-24T18:00:00+01:00"),
            ("2026-12-24 6pm", "2026-12-24T18:00:00+01:00"),
            ("2026-12-24T18:00:00Z", "2026-12-24T19:00:00+01:00"),
            ("2026-12-24T18:00:00.250-05:00", "2026-12-25T00:00:00.250+01:00"),
            ("  tomorrow   09:30  ", "2026-11-25T09:30:00+01:00"),
        ])
    func forms(_ text: String, _ expected: String) throws {
        #expect(ISO8601.format(try parse(text).instant, in: ZoneTests.berlin) == expected)
    }

    @Test("every form that errors list is one that is read")
    func listedForms() throws {
        for form in WhenParser.forms { _ = try parse(form) }
    }

    @Test("days keep the time of day over a clock change, hours are exact")
    func daysAndHours() throws {
        let saturday = ZoneTests.instant("2027-03-27T10:00:00+01:00")
        #expect(try parse("in 1 day", now: saturday).wall.description == "2027-03-28T10:00:00")
        #expect(try parse("in 24 hours", now: saturday).wall.description == "2027-03-28T11:00:00")
    }

    @Test("a time that has passed today is tomorrow's, and says so")
    func nextDay() throws {
        let when = try parse("09:30")
        #expect(when.notes == [.nextDay(when.wall)])
        #expect(
            when.sentences(in: ZoneTests.berlin)
                == ["That time has passed today, so this is Wednesday, 2026-11-25 09:30."])
    }

    @Test("a time the clocks jump over is an error that names both neighbours")
    func gap() throws {
        let error = try #require(failure("2027-03-28 02:30"))
        #expect(error.code == .gap)
        #expect(
            error.neighbours
                == [ZoneTests.instant("2027-03-28T01:59:00+01:00"), ZoneTests.instant("2027-03-28T03:00:00+02:00")])
        #expect(
            error.description
                == "'2027-03-28 02:30': The time 2027-03-28 02:30 does not exist in Europe/Berlin: the clocks go from "
                + "2027-03-28 02:00 to 2027-03-28 03:00. Write 2027-03-28 01:59, or 2027-03-28 03:00.")
        for neighbour in error.allowed { _ = try parse(neighbour) }
    }

    @Test("a time the clocks show twice is the first, and says so")
    func overlap() throws {
        let saturday = ZoneTests.instant("2027-10-30T10:00:00+02:00")
        let when = try parse("tomorrow 02:30", now: saturday)
        #expect(when.instant == ZoneTests.instant("2027-10-31T02:30:00+02:00"))
        #expect(when.fold == 0)
        #expect(
            when.sentences(in: ZoneTests.berlin) == [
                "The clocks show 2027-10-31 02:30 twice that day; 2027-10-31T02:30:00+02:00 was taken, "
                    + "not 2027-10-31T02:30:00+01:00."
            ])
        let second = try parse("2027-10-31T02:30:00+01:00", now: saturday)
        #expect(second.fold == 1)
        #expect(second.notes == [])
    }

    @Test(
        "what cannot be read says why",
        arguments: [
            ("", WhenError.Code.empty), ("   ", .empty), ("soon", .notUnderstood), ("next friday 9am", .notUnderstood),
            ("tomorrow", .missingTime), ("friday", .missingTime), ("2026-12-24", .missingTime),
            ("2026-02-30 10:00", .noSuchDate), ("2026-02-30T10:00", .noSuchDate), ("2026-13-01 10:00", .noSuchDate),
            ("tomorrow 25:00", .noSuchClock), ("tomorrow 24:00", .noSuchClock), ("tomorrow 09:75", .noSuchClock),
            ("tomorrow 9", .noSuchClock), ("tomorrow 13pm", .noSuchClock), ("2026-12-24T18:61", .noSuchClock),
            ("tomorrow 23:59:60", .noSuchClock),
            ("today 08:00", .past), ("2020-01-01 10:00", .past), ("2020-01-01T10:00:00Z", .past),
            ("in 10", .notUnderstood), ("in ten minutes", .notUnderstood), ("+2x", .notUnderstood),
            ("+", .notUnderstood),
            ("in", .notUnderstood), ("in 9999999 weeks", .tooFar), ("+9999999d9999999h", .tooFar),
            ("+99999999h", .notUnderstood), ("9999-12-31 10:00", .tooFar), ("tomorrow 09:30 10:30", .notUnderstood),
            ("at", .notUnderstood),
        ])
    func unreadable(_ text: String, _ code: WhenError.Code) throws {
        let error = try #require(failure(text))
        #expect(error.code == code)
        #expect(!error.reason.isEmpty)
    }

    @Test("an error shows no control characters and no endless text")
    func harmless() throws {
        let error = try #require(failure("\u{1B}[2Jtomorrow\u{202E}"))
        #expect(!error.description.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
        #expect(try #require(failure(String(repeating: "x", count: 100_000))).description.utf8.count < 600)
    }

    @Test("random words never trap")
    func randomWords() {
        let words = [
            "in", "at", "+", "-", "2026-12-24", "t", "99", "9am", "pm", "09:30", ":", "tomorrow", "fri", "and", "1",
            "h",
            "d", "é", "\u{0}", "٣", "0000-00-00", "9999999999999999999999", ",", "z", "+01:00", "noon",
        ]
        var generator = SeededRandom(seed: 3)
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...5, using: &generator)
            let separator = Bool.random(using: &generator) ? " " : ""
            let text = (0..<count).map { _ in words.randomElement(using: &generator) ?? "" }.joined(
                separator: separator)
            _ = try? WhenParser(now: now, zone: ZoneTests.berlin).parse(text)
        }
    }
}
