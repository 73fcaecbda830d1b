import SMMConfig
import SMMModel
import Testing

@Suite("Configuration text")
struct ConfigurationTests {
    private func parse(_ text: String) throws(ConfigurationErrors) -> Configuration {
        try ConfigurationLoader.parse(text)
    }

    private func failures(_ text: String) -> [ConfigurationError] {
        do throws(ConfigurationErrors) {
            _ = try parse(text)
            return []
        } catch { return error.errors }
    }

    @Test(
        "an empty file and empty sections keep every default",
        arguments: ["", "# nothing", "---\n", "publishing:\nfuse: ~"])
    func empty(_ text: String) throws {
        #expect(try parse(text) == Configuration())
    }

    @Test("a lower cap for the day alone is no conflict")
    func dayAlone() throws {
        #expect(try parse("fuse:\n  per-day: 10").fuse.perDay == 10)
    }

    @Test("every form of value is read")
    func forms() throws {
        let text = """
            state-directory: /srv/smmd
            log-level: warning
            publishing:
              settle: {listing: 1h30m, none: 250ms}
              retry:
                jitter: 5%
              batch: 1000
              on-absent: resend
            limits:
              maximum-upload: 40MB
              request-body: 2MiB
            notify:
              journal: No
              mail:
                to: [a@example.org, "b@example.org"]
                from: smmd@example.org
                spool: /var/spool/smmd
              ntfy: {url: "https://ntfy.example.org", topic: no}
            """
        let read = try parse(text)
        #expect(read.stateDirectory == "/srv/smmd")
        #expect(read.logLevel == .warning)
        #expect(read.publishing.settle.listing == .minutes(90))
        #expect(read.publishing.settle.none == .milliseconds(250))
        #expect(read.publishing.settle.recordKey == .seconds(60))
        #expect(read.publishing.retry.jitter == 5)
        #expect(read.publishing.batch == 1000)
        #expect(read.publishing.onAbsent == .resend)
        #expect(read.limits.maximumUpload == 40_000_000)
        #expect(read.limits.requestBody == 2 << 20)
        #expect(!read.notify.journal)
        #expect(read.notify.mail.to == ["a@example.org", "b@example.org"])
        #expect(read.mailSpool == "/var/spool/smmd")
        #expect(read.backupDirectory == "/srv/smmd/backups")
        #expect(read.notify.ntfy.topic == "no", "a topic is text, whatever YAML would make of it")
    }

    @Test("an unknown key is an error with its place and the nearest key")
    func unknownKey() throws {
        let error = try #require(failures("fuse:\n  burst: 3\npublishing:\n  leese: 60s\n").first)
        #expect(error.code == .unknownKey)
        #expect(error.position == SourcePosition(file: "smmd.yaml", line: 4, column: 3))
        #expect(error.key == "publishing.leese")
        #expect(
            error.description
                == "smmd.yaml:4:3: publishing.leese: There is no such key in publishing. Did you mean lease?")
    }

    @Test(
        "a key in the wrong place or spelling finds its home",
        arguments: [
            ("state_directory: /x", "state-directory"), ("Socket: /x", "socket"), ("publising:\n  x: 1", "publishing"),
            ("lease: 60s", "publishing.lease"), ("fuse:\n  perhour: 3", "per-hour"),
        ])
    func suggestions(_ text: String, _ expected: String) throws {
        let error = try #require(failures(text).first)
        #expect(error.code == .unknownKey)
        #expect(error.suggestion == expected)
    }

    @Test("an unknown key like no other lists what there is")
    func unknownWithoutNear() throws {
        let error = try #require(failures("clock:\n  quartz: 5m").first)
        #expect(error.suggestion == nil)
        #expect(error.allowed == "jump")
    }

    @Test("a key that stands twice is an error at the second place")
    func duplicate() throws {
        let error = try #require(failures("log-level: info\nfuse:\n  burst: 3\n  per-day: 9\n  burst: 4\n").first)
        #expect(error.code == .duplicateKey)
        #expect(error.position.line == 5)
        #expect(error.message == "The key stands twice in one section, first in line 3, and only one can hold.")
    }

    @Test("all mistakes are told at once, in the order of the file")
    func allAtOnce() {
        let text = """
            log-level: verbose
            publishing:
              batch: many
              lease: 60
              retry: 5
              horizon: 2h
              extra: 1
            fuse:
              per-hour: -1
            limits:
              connections: 0
              maximum-upload: 40
            """
        let errors = failures(text)
        #expect(errors.map(\.position.line) == [1, 3, 4, 5, 7, 9, 11, 12])
        #expect(
            errors.map(\.code) == [
                .outOfRange, .wrongForm, .wrongForm, .wrongForm, .unknownKey, .wrongForm, .outOfRange, .wrongForm,
            ])
        #expect(errors.allSatisfy { $0.allowed != nil || $0.suggestion != nil })
    }

    @Test(
        "a wrong value says what, why and what is allowed",
        arguments: [
            ("publishing:\n  lease: 60", "2:10: publishing.lease: '60' lacks a unit."),
            ("publishing:\n  lease: soon", "2:10: publishing.lease: 'soon' is no span of time."),
            ("publishing:\n  lease: 1m2h", "2:10: publishing.lease: '1m2h' is no span of time."),
            ("publishing:\n  lease: 5d", "2:10: publishing.lease: '5d' is out of range. Allowed: 1s to 1h."),
            (
                "publishing:\n  lease: 999999999999999w",
                "2:10: publishing.lease: '999999999999999w' is no span of time."
            ),
            ("publishing:\n  lease:", "publishing.lease: The key has no value."),
            ("publishing:\n  lease: [60s]", "2:10: publishing.lease: The key takes a single value"),
            ("publishing: 60s", "1:13: publishing: The section publishing holds keys and values"),
            ("- a\n- b", "1:1: The file holds keys and values"),
            (
                "log-level: inof",
                "1:12: log-level: 'inof' is not one of the words. Allowed: trace, debug, info, notice, "
                    + "warning, error, critical. Did you mean info?"
            ),
            ("state-directory: var", "1:18: state-directory: 'var' is not a full path."),
            ("state-directory: /a/../b", "has a part that leads upwards"),
            ("limits:\n  maximum-upload: 40 mb", "limits.maximum-upload: '40 mb' is no size."),
            ("publishing:\n  retry:\n    jitter: 20", "3:13: publishing.retry.jitter: '20' is no percentage."),
            ("notify:\n  journal: maybe", "2:12: notify.journal: 'maybe' is neither yes nor no. Allowed: yes, no."),
            ("notify:\n  mail:\n    to: [ops@example.org, ops]", "3:27: notify.mail.to: 'ops' is no mail address."),
            ("notify:\n  mail:\n    to: -oQ@x", "'-oQ@x' is no mail address."),
            ("notify:\n  ntfy:\n    url: http://ntfy.sh\n    topic: a", "'http://ntfy.sh' is no https:// address."),
            ("notify:\n  ntfy:\n    url: http://127.0.0.1.evil.org\n    topic: a", "is no https:// address."),
            ("door:\n  proxies: [127.0.0.1, 127.0.0.1.5]", "2:24: door.proxies: '127.0.0.1.5' is no address."),
            ("door:\n  proxies: [\"::::\"]", "'::::' is no address."),
            ("door:\n  proxies: [300.1.1.1]", "'300.1.1.1' is no address."),
            ("door:\n  proxies: [\"fe80::1%eth0\"]", "'fe80::1%eth0' is no address."),
            ("notify:\n  ntfy:\n    topic: a", "notify.ntfy.topic: An ntfy message needs both url and topic; url is"),
            (
                "fuse:\n  per-hour: 200",
                "2:3: fuse.per-hour: The cap for an hour (200) is above the one for a day (100)."
            ),
            ("publishing:\n  retry:\n    cap: 10s", "publishing.retry.cap: The longest wait is shorter than the first"),
            ("rate:\n  minimum: 1h", "rate: The default wait is not between"),
        ])
    func wrongValues(_ text: String, _ expected: String) throws {
        let expected = expected.replacing("rate: The", with: "rate.default-retry-after: The")
        let errors = failures(text)
        #expect(errors.count == 1)
        let description = try #require(errors.first).description
        #expect(description.contains(expected), "\(description)")
    }

    @Test(
        "text that is no YAML, or more of it than is used, is an error with its line",
        arguments: [
            ("a: [1, 2\nb: 3", 2), ("fuse:\n\tburst: 3", 2), ("fuse:\n  burst: \"3", 2), ("a: b: c", 1),
            ("fuse: &x\n  burst: 3\nbreaker: {}", 1), ("log-level: &x info\nsocket: *x", 1), ("? [a, b]\n: c", 1),
            ("fuse: {}\n---\nclock: {}", 2),
            ("fuse:\n  burst: 3\u{1}", 2),
        ])
    func syntax(_ text: String, _ line: Int) throws {
        let error = try #require(failures(text).first)
        #expect(error.code == .syntax)
        #expect(error.position.line == line, "\(error)")
    }

    @Test("maps in maps without end are refused, not followed")
    func deep() {
        #expect(failures("fuse: " + String(repeating: "[", count: 17) + String(repeating: "]", count: 17)) != [])
        #expect(failures(String(repeating: "[", count: 100_000)) != [])
        #expect(failures(String(repeating: "- ", count: 5000)) != [])
        #expect(failures(String(repeating: "{a: ", count: 900) + String(repeating: "}", count: 900)) != [])
    }

    @Test("random pieces of YAML are read or refused and never trap")
    func randomText() {
        let pieces = [
            "fuse", ":", " ", "\n", "  ", "-", "[", "]", "{", "}", ",", "&a", "*a", "!!int", "|", ">", "\"", "'", "#",
            "~",
            "burst: 3", "publishing:\n", "\t", "?", "%", "@", "é", "\u{0}", "0x10", "...", "---", "<<: ",
        ]
        var state: UInt64 = 1
        for _ in 0..<5000 {
            var text = ""
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            _ = try? parse(text)
        }
    }

    @Test("an error shows no control characters from the file")
    func harmless() throws {
        let error = try #require(failures("log-level: \"\\e[2Jx\"").first)
        #expect(error.code == .outOfRange)
        #expect(!error.description.unicodeScalars.contains { $0.value < 0x20 })
    }
}
