import Glibc
import SMMAPI
import SMMCommands
import SMMModel
import Testing

@Suite("Remote text on a terminal")
struct TerminalSafetyTests {
    private static let evil =
        "a\u{1B}[2J\u{1B}]0;title\u{07}b\u{9B}31mc\u{202E}d\u{200B}e\r\nf\u{0008}g\u{2066}h"

    /// Every command that shows the evil text somewhere, and the answer it comes in.
    private static let cases: [([String], String)] = [
        (["post", "list"], Fixture.page([Fixture.summary(evil)])),
        (["queue"], Fixture.page([Fixture.queueItem(evil, day: 25)])),
        (["post", "show", "last"], Fixture.json(Fixture.post(text: evil, url: "https://x/" + evil))),
        (
            ["why", "last"],
            Fixture.json(
                StoryView(
                    post: Fixture.summary(evil), now: evil, next: [evil],
                    lines: [StoryLine(at: Fixture.made, kind: "event", who: evil, text: evil, detail: evil)]))
        ),
        (
            ["doctor"],
            Fixture.json(
                DoctorView(healthy: true, findings: [Finding(code: "x", level: "ok", message: evil, next: evil)]))
        ),
        (["account", "list"], Fixture.page([account])),
        (["account", "show", "x"], Fixture.json(account)),
        (["undo"], Fixture.json(UndoView(message: evil))),
    ]

    private static let account = AccountView(
        id: AccountID(rawValue: 7), brand: BrandReference(id: BrandID(rawValue: 8), name: evil), platform: evil,
        name: evil, settings: [evil: evil], slots: 0, held: [], createdAt: Fixture.made)

    @Test("nothing but our own colours reaches a terminal, whatever the daemon sends")
    func table() async throws {
        for (arguments, body) in Self.cases {
            let bytes = try await Self.onTerminal(arguments, body)
            #expect(Self.isHarmless(Self.withoutColours(bytes)), "\(arguments)")
            #expect(!bytes.isEmpty)
        }
    }

    @Test("JSON says the same with escapes")
    func json() async throws {
        for (arguments, body) in Self.cases {
            let bytes = try await Self.onTerminal(arguments + ["--format", "json"], body)
            #expect(Self.isHarmless(bytes), "\(arguments)")
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.contains("\\u202e"))
        }
    }

    @Test("a refusal's words are made harmless, too")
    func refusal() async throws {
        let problem = Problem(
            Problem.Code("x"), status: 422, Self.evil, given: Self.evil, allowed: Self.evil, next: Self.evil)
        try await Fixture.withDaemon { _ in
            .problem(problem)
        } _: { daemon in
            let result = await Fixture.run(["status"], daemon, isInteractive: true)
            #expect(Self.isHarmless(Self.withoutColours(Array(result.error.utf8))))
        }
    }

    /// Runs a command whose standard output is a real terminal, and gives what arrives at its other end.
    private static func onTerminal(_ arguments: [String], _ body: String) async throws -> [UInt8] {
        let main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var lock: Int32 = 0
        var number: Int32 = 0
        // TIOCSPTLCK and TIOCGPTN of <asm-generic/ioctls.h>: macros Swift does not import.
        guard main >= 0, ioctl(main, 0x4004_5431, &lock) == 0, ioctl(main, 0x8004_5430, &number) == 0 else {
            throw FakeFailure(errno)
        }
        defer { close(main) }
        let end = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var settings = termios()
        tcgetattr(end, &settings)
        cfmakeraw(&settings)
        tcsetattr(end, TCSANOW, &settings)
        return try await Fixture.withDaemon { _ in
            .json(200, body)
        } _: { daemon in
            let console = Console()
            var terminal = console.terminal(
                variables: ["SMM_SOCKET": daemon.socket, "LANG": "C.UTF-8"], isInteractive: true)
            terminal.output = { text in
                // What a terminal buffers is far more than these pages.
                _ = write(end, text, text.utf8.count)
            }
            _ = await CommandRunner.run(arguments, terminal: terminal)
            close(end)
            return readAll(main)
        }
    }

    private static func readAll(_ descriptor: Int32) -> [UInt8] {
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return result }  // EIO: the other end is closed
            result += buffer[..<count]
        }
    }

    /// Leaves out `ESC [ digits m`, the only sequences smmctl writes.
    private static func withoutColours(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x1B, index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "["),
                let end = bytes[(index + 2)...].firstIndex(where: { $0 < 48 || $0 > 57 }),
                bytes[end] == UInt8(ascii: "m")
            {
                index = end + 1
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private static func isHarmless(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A: true
            case 0...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
    }
}
