import Glibc
import SMMCommands
import SMMTestSupport
import Synchronization
import Testing

@Suite("Typing a secret")
struct SecretTypingTests {
    @Test("keys that edit, end or give up are read as a terminal would read them")
    func keys() {
        let table: [([UInt8], SecretInput.Outcome?)] = [
            (Array("word\n".utf8), .line("word")),
            (Array("word\r".utf8), .line("word")),
            (Array("wort\u{7F}d\n".utf8), .line("word")),
            (Array("wort\u{8}d\n".utf8), .line("word")),
            (Array("\u{7F}\u{7F}a\n".utf8), .line("a")),
            (Array("gr\u{FC}\u{7F}u\n".utf8), .line("gru")),
            (Array("wrong\u{15}word\n".utf8), .line("word")),
            (Array("\n".utf8), .line("")),
            (Array("one two \u{17}word\n".utf8), .line("one word")),
            (Array("one\u{17}\u{17}word\n".utf8), .line("word")),
            (Array("wor\u{1A}".utf8), .interrupted),
            (Array("wor\u{1C}".utf8), .interrupted),
            (Array("w\u{1}o\t\u{0}r\u{1F}d\n".utf8), .line("word")),
            // Arrows, Home, Delete, F1, F5, Alt-b, Esc alone; and an end of line that is never swallowed.
            (Array("w\u{1B}[Do\u{1B}OHr\u{1B}[3~\u{1B}OP\u{1B}[15;2~\u{1B}bd\n".utf8), .line("word")),
            (Array("word\u{1B}\n".utf8), .line("word")),
            (Array("word\u{1B}[\r".utf8), .line("word")),
            (Array("wort\u{1B}\u{7F}d\n".utf8), .line("word")),
            (Array("w\u{1B}\u{1B}[Aord\n".utf8), .line("word")),
            (Array("\u{1B}\u{FC}b\n".utf8), .line("\u{FC}b")),
            (Array("wor\u{3}".utf8), .interrupted),
            (Array("\u{4}".utf8), .end),
            (Array("word\u{4}".utf8), .line("word")),
            ([0xFF, 10], .line(nil)),
            (Array("word".utf8), nil),
        ]
        for (keys, expected) in table {
            var input = SecretInput()
            var outcome: SecretInput.Outcome?
            for key in keys { outcome = outcome ?? input.take(key) }
            #expect(outcome == expected, "\(keys)")
        }
    }

    @Test("a line that is too long is taken in to its end and refused, not cut")
    func tooLong() {
        var input = SecretInput()
        #expect((0..<SecretInput.most).allSatisfy { _ in input.take(65) == nil })
        var longer = input
        #expect(input.take(10) == .line(String(repeating: "A", count: SecretInput.most)))
        #expect((0..<100).allSatisfy { _ in longer.take(65) == nil })
        var anew = longer
        #expect(longer.ended == .tooLong && longer.take(10) == .tooLong)
        // From the beginning it may be right.
        let outcomes = (Array("\u{15}word\n".utf8)).compactMap { anew.take($0) }
        #expect(outcomes == [.line("word")])
    }

    @Test("nothing that is typed is shown, and the terminal has its echo again however typing ends")
    func echo() throws {
        for (keys, expected) in [
            ("word\r", SecretInput.Outcome.line("word")), ("wo\u{3}", .interrupted), ("\u{4}", .end),
        ] {
            var (main, terminal): (Int32, Int32) = (-1, -1)
            try #require(openpty(&main, &terminal, nil, nil, nil) == 0)
            defer { for descriptor in [main, terminal] { close(descriptor) } }
            let before = try Self.flags(terminal)
            #expect(before & tcflag_t(ECHO) != 0)
            let box = Box()
            PlainThread.start { [terminal] in
                let outcome = SecretLine.read(from: terminal)
                box.ended.withLock { $0 = .some(outcome) }
            }
            try Self.until { try Self.flags(terminal) & tcflag_t(ECHO) == 0 }
            let bytes = Array(keys.utf8)
            #expect(write(main, bytes, bytes.count) == bytes.count)
            try Self.until { box.ended.withLock { $0 } != nil }
            #expect(box.ended.withLock { $0 } == .some(expected))
            #expect(try Self.flags(terminal) == before)
            var shown = [UInt8](repeating: 0, count: 64)
            let count = read(main, &shown, shown.count)
            #expect(Array(shown.prefix(max(0, count))) == Array("\r\n".utf8))
        }
    }

    private final class Box: Sendable {
        let ended = Mutex<SecretInput.Outcome??>(nil)
    }

    private static func flags(_ terminal: Int32) throws -> tcflag_t {
        var settings = termios()
        try #require(tcgetattr(terminal, &settings) == 0)
        return settings.c_lflag
    }

    /// Looks every few milliseconds, a minute at most.
    private static func until(_ isSo: () throws -> Bool) throws {
        for _ in 0..<12_000 {
            if try isSo() { return }
            poll(nil, 0, 5)
        }
        Issue.record("it did not come")
    }
}
