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
        var input = SecretInput()
        let outcomes = (0..<SecretInput.most).compactMap { _ in input.take(65) }
        #expect(outcomes == [.line(String(repeating: "A", count: SecretInput.most))])
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
