import SMMAPI
import SMMModel
import Testing

@Suite("Words as typed")
struct WordsTests {
    @Test(
        "a misspelt command is met by the nearest one",
        arguments: [
            (["pots", "list"], "smmctl post"), (["statsu"], "smmctl status"),
            (["brand", "lst"], "smmctl brand list"), (["account", "rn"], "smmctl account rm"),
            (["hold", "plaec"], "smmctl hold place"),
        ])
    func nearMiss(_ arguments: [String], _ next: String) async throws {
        let result = try await Self.run(arguments)
        #expect(result.status == 2)
        #expect(result.error.contains("next:    \(next)"), "\(result.error)")
        #expect(result.count == 0)
    }

    @Test(
        "a word that looks like a slip of a post command is not posted", arguments: ["lst", "shwo", "Edit", "cancle"])
    func slip(_ word: String) async throws {
        let result = try await Self.run(["post", word])
        #expect(result.status == 2)
        #expect(result.error.contains("Nothing was posted."))
        #expect(result.count == 0)
    }

    @Test(
        "an unknown option, a missing value and contradictions are usage errors",
        arguments: [
            ["status", "--bogus"], ["post", "create", "--at"], ["post", "Hello", "--now", "--draft"],
            ["post", "list", "--limit", "500"], ["post", "resolve", "last"],
            ["post", "resolve", "last", "--published", "u", "--not-published"],
            ["hold", "place", "world"], ["hold", "place", "account"], ["slot", "set", "shop"],
            ["slot", "set", "shop", "noday 9:30"],
            ["slot", "set", "shop", "mon 24:00"], ["slot", "set", "shop", "mon"], ["slot", "set", "shop", "9:30"],
            ["post", "Hi", "--late-window", "2 hours"],
            ["post", "Hi", "--option", "title=x"], ["post", "Hi", "--variant", "mastodon"], ["brand", "use"],
            ["restore"],
            ["post", "create"], ["post", "Hello", "--file", "x"], ["completions", "tcsh"],
        ])
    func usage(_ arguments: [String]) async throws {
        let result = try await Self.run(arguments)
        #expect(result.status == 2, "\(result.error)")
        #expect(!result.error.isEmpty)
        #expect(result.output.isEmpty)
        #expect(result.count == 0)
    }

    @Test(
        "a text that begins with a dash is no option and no request for help: the command to type is shown",
        arguments: [
            (["post", "create", "-dash with h"], "smmctl post create -- '-dash with h'"),
            (["post", "-h is a letter", "--now"], "smmctl post create --now -- '-h is a letter'"),
            (["post", "edit", "last", "-hm"], "smmctl post edit last -- -hm"),
            (
                ["post", "Hello", "--media", "a.jpg", "--alt", "-hm"],
                "smmctl post create Hello --media a.jpg --alt=-hm"
            ),
            (["-hello"], "smmctl -- -hello"),
            (["post", "-h" + String(repeating: "a", count: 1000)], "smmctl post create -\n"),
        ])
    func dash(_ arguments: [String], _ words: String) async throws {
        let result = try await Self.run(arguments)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.error.contains("begins with a dash"), "\(result.error)")
        #expect(result.error.contains(words), "\(result.error)")
        #expect(result.error.utf8.count < 800)
        #expect(result.count == 0)
    }

    @Test("after `--` a text may begin as it likes, and short flags may stand together")
    func dashAfterMark() async throws {
        try await Fixture.withDaemon { _ in
            .json(201, Fixture.json(Fixture.post()))
        } _: { daemon in
            #expect(await Fixture.run(["post", "create", "-qy", "--", "-dash with h"], daemon).status == 0)
            #expect(await Fixture.run(["post", "--", "--help"], daemon).status == 0)
            let texts = try daemon.requests.map { try WireJSON.decode(CreatePost.self, from: $0.body).text }
            #expect(texts == ["-dash with h", "--help"])
        }
    }

    @Test(
        "help about a command that is not there says so",
        arguments: [
            (["help", "pots"], "smmctl post"), (["help", "post", "craete"], "smmctl post create"),
            (["help", "zzz"], "smmctl --help"), (["help", "undo", "zzz"], "smmctl undo --help"),
            (["post", "help", "zzz"], "smmctl post --help"),
        ])
    func helpAboutNothing(_ arguments: [String], _ next: String) async throws {
        let result = try await Self.run(arguments)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.error.contains("There is no command"), "\(result.error)")
        #expect(result.error.contains("next:    \(next)"), "\(result.error)")
    }

    @Test("help may stand after a group as well, and posts nothing", arguments: ["post", "account"])
    func helpAfterGroup(_ group: String) async throws {
        let result = try await Self.run([group, "help"])
        let same = try await Self.run(["help", group])
        #expect(result.status == 0 && result.count == 0)
        #expect(result.output == same.output && result.output.contains("USAGE: smmctl \(group)"))
    }

    @Test(
        "what is no weekly time is refused with the reason and the forms of a time",
        arguments: [
            ("mon 9", "an hour alone may mean morning or evening"), ("mon 09:30:15", "no seconds"),
            ("mon 13pm", "am and pm go with the hours 1 to 12"), ("mon soon", "neither a day nor a time of day"),
            ("mon 24:00", "the day ends at 23:59"), ("mon 09:60", "minutes go from 00 to 59"),
            ("mon 9:5", "neither a day nor a time of day"),
        ])
    func noSlots(_ text: String, _ why: String) async throws {
        let result = try await Self.run(["slot", "set", "shop", text])
        #expect(result.status == 2 && result.count == 0)
        #expect(result.error.contains(why), "\(result.error)")
        #expect(result.error.contains("09:30, 9:30pm, 9am, noon"))
    }

    @Test(
        "weekly times are read as people write them",
        arguments: [
            (["mon-fri 09:30"], "1 2 3 4 5", "09:30"), (["sat,sun 9:05"], "6 7", "09:05"),
            (["weekends 11:00"], "6 7", "11:00"), (["fri-mon 8:00"], "1 5 6 7", "08:00"),
            (["Tuesday 23:59"], "2", "23:59"),
            (["daily 00:00"], "1 2 3 4 5 6 7", "00:00"), (["mon 9:30; wed 9:30"], "1 3", "09:30"),
            (["mon 9:30", "mon 09:30"], "1", "09:30"), (["mon 9am"], "1", "09:00"),
            (["mon,tue 9:30 pm"], "1 2", "21:30"),
            (["daily noon"], "1 2 3 4 5 6 7", "12:00"), (["sat 12 am, midnight"], "6", "00:00"),
        ])
    func slots(_ times: [String], _ days: String, _ clock: String) async throws {
        let slots = SlotsView(brand: Fixture.brand, account: Fixture.shop, zone: "UTC", slots: [])
        try await Fixture.withDaemon { _ in
            .json(200, Fixture.json(slots))
        } _: { daemon in
            #expect(await Fixture.run(["slot", "set", "shop"] + times, daemon).status == 0)
            let body = try WireJSON.decode(SetSlots.self, from: daemon.requests[0].body)
            #expect(body.slots.map { "\($0.weekday)" }.joined(separator: " ") == days)
            #expect(body.slots.allSatisfy { $0.time == clock })
        }
    }

    @Test("the chosen brand is kept; the option and the environment go before it")
    func brandUse() async throws {
        try await TemporaryFolder.with { home in
            let view = BrandView(
                id: Fixture.brand.id, name: "bakery", title: "Bakery", zone: "Europe/Berlin", language: "de",
                createdAt: Fixture.made, accounts: 1)
            try await Fixture.withDaemon { request in
                .json(200, request.path.hasPrefix("/v1/brands/") ? Fixture.json(view) : Fixture.page([AccountView]()))
            } _: { daemon in
                let use = await Fixture.run(["brand", "use", "bak"], daemon, variables: ["HOME": home])
                #expect(use.status == 0, "\(use.error)")
                #expect(use.output == "Commands are about the brand bakery (Bakery) from now on.\n")
                _ = await Fixture.run(["account", "list"], daemon, variables: ["HOME": home])
                _ = await Fixture.run(["account", "list"], daemon, variables: ["HOME": home, "SMM_BRAND": "shop"])
                _ = await Fixture.run(
                    ["account", "list", "--brand", "spa"], daemon, variables: ["HOME": home, "SMM_BRAND": "shop"])
                _ = await Fixture.run(["brand", "use", "--none"], daemon, variables: ["HOME": home])
                _ = await Fixture.run(["account", "list"], daemon, variables: ["HOME": home])
                let brands = daemon.requests.filter { $0.path == "/v1/accounts" }.map { $0.query["brand"] }
                #expect(brands == ["bakery", "shop", "spa", nil])
            }
        }
    }

    @Test("config check reads a folder here, names file, line and nearest key, and ends with 1")
    func configCheck() async throws {
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write(Array("publishing:\n  leese: 60s\n".utf8), to: folder + "/smmd.yaml")
            let bad = try await Self.run(["config", "check", "--directory", folder])
            #expect(bad.status == 1)
            #expect(bad.output.contains("smmd.yaml:2"))
            #expect(bad.output.contains("lease"))
            try TemporaryFolder.write([], to: folder + "/smmd.yaml")
            let good = try await Self.run(["config", "check", "--directory", folder])
            #expect(good.status == 0, "\(good.output)")
        }
    }

    @Test("a restore is a person's work: the steps are shown, and the status says so")
    func restore() async throws {
        let result = try await Self.run(["restore", "/var/lib/smmd/backups/it's.db"])
        #expect(result.status == 5)
        #expect(result.output.contains("sudo -u smmd smmd restore '/var/lib/smmd/backups/it'\\''s.db'"))
        // What was due is asked about by itself; a cancel would take it down.
        #expect(result.output.contains("smmctl post list --state uncertain"))
        #expect(!result.output.contains("what is already out? cancel it"))
        #expect(result.count == 0)
    }

    @Test("files that cannot be used are not said to be the daemon's")
    func configCheckElsewhere() async throws {
        let result = try await Self.run(["config", "check", "--directory", "/nonexistent-folder"])
        #expect(result.status == 1)
        #expect(!result.output.contains("daemon goes on"))
    }

    @Test(
        "a command line that cannot be used is a problem like any other: what, what is allowed, what to type",
        arguments: [
            (["post", "x", "--nope"], "Unknown option"), (["post", "x", "--now", "--at", "in 1 hour"], "Only one of"),
            (["post", "cancel"], "Missing expected argument"), (["queue", "--limit", "500"], "--limit takes 1 to 200"),
            (["post", "x", "--format", "xml"], "invalid"), (["hold", "place", "everthing"], "cannot be held"),
        ])
    func usage(_ arguments: [String], _ words: String) async throws {
        let plain = try await Self.run(arguments)
        #expect(plain.status == 2)
        #expect(plain.output.isEmpty)
        #expect(plain.error.hasPrefix("smmctl: "), "\(plain.error)")
        #expect(plain.error.contains(words), "\(plain.error)")
        #expect(plain.error.contains("next:    smmctl "), "\(plain.error)")
        #expect(plain.error.contains("--help"), "\(plain.error)")
        guard !arguments.contains("--format") else { return }
        let json = try await Self.run(arguments + ["--format", "json"])
        #expect(json.status == 2)
        let problem = try WireJSON.decode(ProblemDocument.self, from: Array(json.error.utf8))
        #expect(problem.code == "usage")
        #expect(problem.detail.contains(words))
        #expect(problem.next?.hasPrefix("smmctl ") == true)
        #expect(json.count == 0)
    }

    @Test("common options may stand before every command, completions included")
    func completionsBehindOptions() async throws {
        #expect(try await Self.run(["--brand", "bakery", "completions", "zsh"]).status == 0)
        let bad = try await Self.run(["--socket", "/nowhere", "completions", "tcsh"])
        #expect(bad.error.contains("tcsh"))
    }

    private static func run(
        _ arguments: [String]
    ) async throws -> (status: Int32, output: String, error: String, count: Int) {
        try await Fixture.withDaemon { _ in
            .json(200, "{}")
        } _: { daemon in
            let result = await Fixture.run(arguments, daemon)
            return (result.status, result.output, result.error, daemon.requests.count)
        }
    }
}
