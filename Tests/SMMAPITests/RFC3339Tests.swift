import SMMAPI
import SMMModel
import Testing

@Suite("Times on the wire")
struct RFC3339Tests {
    @Test(
        "instants become RFC 3339 text and come back",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59.999Z"), (1_795_854_600_000, "2026-11-28T08:30:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"), (4_107_542_399_007, "2100-02-28T23:59:59.007Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"), (-62_135_596_800_000, "0001-01-01T00:00:00Z"),
        ] as [(Int64, String)])
    func text(_ milliseconds: Int64, _ text: String) {
        #expect(RFC3339.text(Instant(milliseconds: milliseconds)) == text)
        #expect(RFC3339.instant(text) == Instant(milliseconds: milliseconds))
    }

    @Test("offsets, fractions and leap seconds are understood")
    func variants() {
        let base = RFC3339.instant("2026-11-24T08:30:00Z")
        #expect(RFC3339.instant("2026-11-24T09:30:00+01:00") == base)
        #expect(RFC3339.instant("2026-11-24t03:00:00-05:30") == base)
        #expect(RFC3339.instant("2026-11-24T08:30:00.000000001Z") == base)
        #expect(RFC3339.instant("2026-11-24T08:30:00.5Z") == base.map { $0 + .milliseconds(500) })
        #expect(RFC3339.instant("2016-12-31T23:59:60Z") == RFC3339.instant("2016-12-31T23:59:59Z"))
    }

    @Test(
        "what is not RFC 3339 is nil",
        arguments: [
            "", "2026-11-24", "2026-11-24T08:30Z", "2026-11-24T08:30:00", "2026-13-01T00:00:00Z",
            "2026-02-29T00:00:00Z",
            "2026-11-24T24:00:00Z", "2026-11-24T08:60:00Z", "2026-11-24T08:30:61Z", "2026-11-24T08:30:00.Z",
            "2026-11-24T08:30:00+1:00", "2026-11-24T08:30:00+24:00", "2026-11-24 08:30:00Z", "２026-11-24T08:30:00Z",
            "2026-11-24T08:30:00.0123456789Z", "2026-00-10T00:00:00Z", "2026-11-00T00:00:00Z",
        ])
    func refusals(_ text: String) {
        #expect(RFC3339.instant(text) == nil)
    }

    @Test("instants beyond the calendar saturate")
    func saturation() {
        #expect(RFC3339.text(Instant(milliseconds: .max)) == "9999-12-31T23:59:59.999Z")
        #expect(RFC3339.text(Instant(milliseconds: .min)) == "0001-01-01T00:00:00Z")
    }
}
