import SMMAdapterKit
import SMMModel
import SMMTestSupport
import Testing

@Suite("Reading lists that show some things late")
struct ReadingTests {
    private static let start = Instant(milliseconds: 1_795_428_000_000)

    @Test(
        "a deep read is due at first, every six hours, and after the clock was set back",
        arguments: [
            (nil, ReadingDepth.deep), (Int64(0), .shallow), (359, .shallow), (360, .deep), (-1, .deep),
        ] as [(Int64?, ReadingDepth)])
    func due(minutes: Int64?, wanted: ReadingDepth) {
        let last = minutes.map { Self.start - .minutes($0) }
        #expect(ReadingDepth.due(last: last, now: Self.start) == wanted)
    }

    @Test("each pass begins where reading stood its overlap before it stood last")
    func begins() {
        var trail = ReadingTrail()
        #expect(trail.isNew)
        #expect(trail.begin(now: Self.start).from == nil)
        trail.first = "0"
        trail.end(at: "1", now: Self.start)
        for minute in 1...300 {
            let now = Self.start + .minutes(Int64(minute))
            trail = ReadingTrail(trail.text)
            let pass = trail.begin(now: now)
            #expect(pass.depth == .shallow)
            // The last read was a minute ago; it begins 15 minutes before that one.
            #expect(pass.from == (minute < 16 ? "0" : String(minute - 15)))
            trail.end(at: String(minute + 1), now: now)
        }
        let deep = trail.begin(now: Self.start + .hours(6))
        #expect(deep.depth == .deep && deep.from == "0")
    }

    @Test("a trail stays short, and a deep pass never begins later than it should")
    func short() throws {
        var random = SeededRandom(seed: 11)
        var trail = ReadingTrail()
        var known: [(at: Instant, position: String)] = []
        var now = Self.start
        for turn in 0..<3000 {
            now = now + .minutes(Int64(random.below(40)))
            let pass = trail.begin(now: now)
            if let last = known.last {
                let wanted = known.last { $0.at <= last.at - pass.depth.overlap }.flatMap { Int($0.position) } ?? -1
                let begun = pass.from.flatMap { Int($0) } ?? -1
                #expect(begun <= wanted)
                #expect(pass.depth == .deep || wanted - begun <= 2)
            }
            trail.end(at: String(turn), now: now)
            known.append((now, String(turn)))
            #expect(trail.text.utf8.count < 4096)
        }
        #expect(trail.newest == "2999")
    }

    @Test("pages follow one another, and a pass has an end")
    func pages() {
        var trail = ReadingTrail()
        trail.first = "0"
        _ = trail.begin(now: Self.start)
        trail.turn(to: "5", at: Self.start - .hours(3), now: Self.start)
        trail.turn(to: "9", at: Self.start + .hours(3), now: Self.start)
        #expect(trail.begin(now: Self.start).from == "9")
        #expect(trail.begin(now: Self.start).start == "0")
        var count = 0
        while trail.begin(now: Self.start).canGoOn, count < 10_000 {
            trail.turn(to: "x", at: nil, now: Self.start)
            count += 1
        }
        #expect(count < ReadingPass.maximumPages)
        trail.end(at: nil, now: Self.start)
        // What bears a time to come counts as of now.
        #expect(trail.newest == "9")
        #expect(trail.begin(now: Self.start + .minutes(1)).from == "5")
    }

    @Test("a clock that was set back does not stop the trail")
    func back() {
        var trail = ReadingTrail()
        _ = trail.begin(now: Self.start)
        trail.end(at: "1", now: Self.start)
        let early = Self.start - .days(365)
        for hour in 0..<100 {
            let now = early + .hours(Int64(hour))
            _ = trail.begin(now: now)
            trail.end(at: String(hour + 2), now: now)
        }
        let pass = trail.begin(now: early + .hours(101))
        #expect(pass.depth == .shallow && pass.from == "100")
    }

    @Test("what is no trail is the beginning", arguments: ["", "x", "5.5", "{", "[]", "7"])
    func none(text: String) { #expect(ReadingTrail(text).isNew) }

    @Test("answers that were given are known by their ids, and those that are gone are forgotten where there are many")
    func comments() {
        #expect(CommentCursor(nil).text == nil)
        var cursor = CommentCursor("no cursor")
        #expect(cursor.isNew("a"))
        cursor.give(["a"], of: ["a", "b"])
        cursor = CommentCursor(cursor.text)
        #expect(!cursor.isNew("a") && cursor.isNew("b"))
        let many = (0..<20_000).map(String.init)
        cursor.give(many, of: many)
        #expect(cursor.isNew("a") && !cursor.isNew("7"))
    }

    @Test("ids that were given are the same after they were written down")
    func seen() throws {
        var seen = SeenIDs()
        seen.insert("a", at: Self.start)
        #expect(CursorText.read(CursorText.of(seen), as: SeenIDs.self) == seen)
        #expect(CursorText.read(#""x""#, as: SeenIDs.self) == SeenIDs())
        #expect(CursorText.read("7", as: SeenIDs.self) == nil)
    }

    @Test("only web addresses without blanks and controls are shown as such")
    func addresses() {
        #expect(WebAddress.checked("https://cdn.example/a?b=%20c") == "https://cdn.example/a?b=%20c")
        for text in [
            "", "https://", "javascript:alert(1)", "https://a.example/ b", "https://a.example/\u{1B}[2J",
            "https://a.example/\u{202E}", "https://a.example/" + String(repeating: "a", count: 2048),
        ] { #expect(WebAddress.checked(text) == nil) }
    }
}
