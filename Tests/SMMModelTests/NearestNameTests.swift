import SMMModel
import Testing

@Suite struct NearestNameTests {
    private static let names = ["late-window", "settle", "brand", "time-zone", "account"]

    @Test(
        "a slip finds the name that was meant",
        arguments: [
            ("setle", "settle"), ("SETTLE", "settle"), ("settel", "settle"), ("brnad", "brand"),
            ("timezone", "time-zone"),
            ("acount", "account"), ("late_window", "late-window"),
        ])
    func near(given: String, meant: String) {
        #expect(NearestName.find(given, in: Self.names) == meant)
    }

    @Test(
        "what is not near anything finds nothing",
        arguments: ["", "x", "zzzzzz", "windows", String(repeating: "a", count: 5000)])
    func far(given: String) {
        #expect(NearestName.find(given, in: Self.names) == nil)
    }

    @Test("the nearest wins, and of equals the first")
    func ties() {
        #expect(NearestName.find("abcd", in: ["abce", "abcf"]) == "abce")
        #expect(NearestName.find("abcdef", in: ["abcdxx", "abcdex"]) == "abcdex")
        #expect(NearestName.find("abcd", in: []) == nil)
    }
}
