import SMMAPI
import SMMModel
import Testing

@Suite("Writing")
struct WritingTests {
    private static func created(_ daemon: FakeDaemon) throws -> CreatePost {
        let request = try #require(daemon.requests.last { $0.path == "/v1/posts" })
        return try WireJSON.decode(CreatePost.self, from: request.body)
    }

    @Test("post “text” is post create, names the brand and says when")
    func shortcut() async throws {
        try await Fixture.withDaemon(Fixture.making) { daemon in
            let result = await Fixture.run(["post", "Open until nine tonight"], daemon)
            #expect(result.status == 0)
            let created = try Self.created(daemon)
            #expect(created == CreatePost(text: "Open until nine tonight"))
            Snapshot.check(result.output, "post-create.txt")
        }
    }

    @Test("a common option may stand before the command")
    func leadingOption() async throws {
        try await Fixture.withDaemon(Fixture.making) { daemon in
            let result = await Fixture.run(["-q", "--brand=bakery", "post", "Hello"], daemon)
            #expect(result.output == "\(Fixture.postID)\n")
            #expect(result.error.isEmpty)
            let created = try Self.created(daemon)
            #expect(created.brand == "bakery")
        }
    }

    @Test("--now says how long there is to undo it")
    func now() async throws {
        try await Fixture.withDaemon { request in
            request.path == "/v1/posts"
                ? .json(
                    201,
                    Fixture.json(
                        Fixture.post(due: Fixture.moment("2026-11-24T08:00:15Z", "2026-11-24T09:00:15+01:00"))))
                : Fixture.making(request)
        } _: { daemon in
            let result = await Fixture.run(["post", "Hello", "--now"], daemon)
            let created = try Self.created(daemon)
            #expect(created.schedule == ScheduleDraft(kind: "now"))
            #expect(result.error == "It goes out in 15 s. To stop it:\n→ smmctl undo\n")
            #expect(result.output.contains("09:00:15 (08:00:15 UTC)"))
        }
    }

    @Test("an alt text belongs to the medium before it, a medium to the part before it")
    func order() async throws {
        try await TemporaryFolder.with { folder in
            for (name, count) in [("a.jpg", 10), ("b.jpg", 20), ("one.txt", 3), ("two.txt", 4)] {
                try TemporaryFolder.write([UInt8](repeating: 0x61, count: count), to: "\(folder)/\(name)")
            }
            try await Fixture.withDaemon(Fixture.making) { daemon in
                let result = await Fixture.run(
                    [
                        "post", "create", "--part", "\(folder)/one.txt", "--media", "\(folder)/a.jpg", "--alt=First",
                        "--to", "shop,news", "--part=\(folder)/two.txt", "--media=\(folder)/b.jpg", "--alt", "Second",
                        "--to", "shop",
                    ], daemon)
                #expect(result.status == 0, "\(result.error)")
                let post = try Self.created(daemon)
                let first = AssetID(rawValue: 1_000_010).description
                let second = AssetID(rawValue: 1_000_020).description
                #expect(
                    post.parts == [
                        PartDraft(text: "aaa", media: [MediaDraft(asset: first, alt: "First")]),
                        PartDraft(text: "aaaa", media: [MediaDraft(asset: second, alt: "Second")]),
                    ])
                #expect(post.to == ["shop", "news"])
                #expect(
                    daemon.requests.filter { $0.path == "/v1/media" && $0.query["dryRun"] == nil }
                        .map { $0.query["alt"] } == ["First", "Second"])
            }
        }
    }

    @Test(
        "an alt text without a medium, or a second one, is refused before anything is sent",
        arguments: [
            ["--alt", "First", "--media", "a.jpg"], ["--media", "a.jpg", "--alt", "One", "--alt", "Two"],
        ])
    func strayAlt(_ options: [String]) async throws {
        try await Fixture.withDaemon(Fixture.making) { daemon in
            let result = await Fixture.run(["post", "create", "Hello"] + options, daemon)
            #expect(result.status == 2)
            #expect(result.error.contains("alt text"))
            #expect(daemon.requests.isEmpty)
        }
    }

    @Test("a thread is parted by lines of ---")
    func thread() async throws {
        try await Fixture.withDaemon(Fixture.making) { daemon in
            let text = "One\n---\n\nTwo\n--- not a line of its own\n---\nThree\n"
            let result = await Fixture.run(["post", "create", "-", "--thread"], daemon, input: Array(text.utf8))
            #expect(result.status == 0)
            let parts = try Self.created(daemon).parts?.map(\.text)
            #expect(parts == ["One", "Two\n--- not a line of its own", "Three"])
        }
    }

    @Test("variants and options are gathered by network")
    func variants() async throws {
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write(Array("From a file\n".utf8), to: folder + "/short.txt")
            try await Fixture.withDaemon(Fixture.making) { daemon in
                let result = await Fixture.run(
                    [
                        "post", "Long", "--variant", "mastodon=@\(folder)/short.txt", "--option", "site.title=A=B",
                        "--option", "mastodon.visibility=unlisted", "--late-window", "1h30m", "--expires", "friday",
                    ], daemon)
                #expect(result.status == 0, "\(result.error)")
                let post = try Self.created(daemon)
                #expect(
                    post.variants?["mastodon"] == VariantDraft(text: "From a file", options: ["visibility": "unlisted"])
                )
                #expect(post.variants?["site"] == VariantDraft(options: ["title": "A=B"]))
                #expect(post.lateWindowSeconds == 5400)
                #expect(post.expires == "friday")
            }
        }
    }

    @Test("a lost answer is met by one retry with the same key")
    func retry() async throws {
        let daemon = try FakeDaemon { _ in .drop }
        defer { daemon.stop() }
        let result = await Fixture.run(["post", "Hello"], daemon)
        #expect(result.status == 75)
        let keys = daemon.requests.map { $0.headers["idempotency-key"] }
        #expect(keys.count == 2)
        #expect(keys[0] != nil && keys[0] == keys[1])
        #expect(result.error.contains("ended before the answer came"))
    }

    @Test("what cannot safely be done twice is not tried twice")
    func noRetry() async throws {
        let daemon = try FakeDaemon { _ in .drop }
        defer { daemon.stop() }
        #expect(await Fixture.run(["post", "cancel", "last"], daemon).status == 75)
        #expect(daemon.requests.count == 1)
    }

    @Test("a refusal says what, why, what is allowed and what to type next; a 404 ends with 4")
    func refusal() async throws {
        let problem = Problem(
            Problem.Code("account-not-found"), status: 404, "There is no account “shp” here.", given: "shp",
            allowed: "shop, news", next: "smmctl account list")
        try await Fixture.withDaemon { request in
            request.path == "/v1/groups" ? .json(200, Fixture.page([GroupView]())) : .problem(problem)
        } _: { daemon in
            let result = await Fixture.run(["post", "Hello", "--to", "shp"], daemon)
            #expect(result.status == 4)
            #expect(result.output.isEmpty)
            Snapshot.check(result.error, "refusal.txt")
        }
    }

    @Test("more than five at once are asked about; without a terminal the command to type is shown")
    func bulk() async throws {
        let ids = (1...6).map { "pst_\($0)" }
        try await Fixture.withDaemon(Fixture.making) { daemon in
            let refused = await Fixture.run(["post", "cancel"] + ids, daemon)
            #expect(refused.status == 2)
            // Typed in another place it must not mean another daemon or another brand.
            let typed = "smmctl post cancel pst_1 pst_2 pst_3 pst_4 pst_5 pst_6 --socket \(daemon.socket) --yes"
            #expect(refused.error.contains(typed))
            #expect(daemon.requests.isEmpty)
            let chosen = await Fixture.run(["post", "cancel"] + ids, daemon, variables: ["SMM_BRAND": "harbour"])
            #expect(chosen.error.contains("--brand harbour --yes"))
            let given = await Fixture.run(["post", "cancel", "--brand", "acme"] + ids, daemon)
            #expect(given.error.contains("smmctl post cancel --brand acme pst_1"))
            #expect(!given.error.contains("--brand harbour"))
            let far = await Fixture.run(["post", "cancel"] + ids, daemon, variables: ["SMM_HOST": "ssh://shop"])
            #expect(far.error.contains("pst_6 --host ssh://shop --yes"))

            let no = await Fixture.run(
                ["post", "cancel"] + ids, daemon, console: Console(replies: ["n"]), isInteractive: true)
            #expect(no.status == 1)
            #expect(daemon.requests.isEmpty)

            let yes = await Fixture.run(
                ["post", "cancel"] + ids, daemon, console: Console(replies: ["y"]), isInteractive: true)
            #expect(yes.status == 0)
            #expect(daemon.requests.count == 6)
            #expect(await Fixture.run(["--yes", "post", "cancel"] + ids, daemon).status == 0)
        }
    }

    @Test("a group of more than five accounts is asked about")
    func bigGroup() async throws {
        let group = GroupView(
            id: GroupID(rawValue: 9), brand: Fixture.brand, name: "everywhere",
            accounts: (1...7).map { AccountReference(id: AccountID(rawValue: $0), name: "a\($0)", platform: "site") },
            createdAt: Fixture.made)
        try await Fixture.withDaemon { request in
            request.path == "/v1/groups" ? .json(200, Fixture.page([group])) : Fixture.making(request)
        } _: { daemon in
            let result = await Fixture.run(["post", "Hello all", "--to", "everywhere"], daemon)
            #expect(result.status == 2)
            #expect(result.error.contains("The post goes to 7 accounts."))
            #expect(
                result.error.contains("smmctl post create 'Hello all' --to everywhere --socket \(daemon.socket) --yes"))
            #expect(!daemon.requests.contains { $0.path == "/v1/posts" })
        }
    }

    @Test("--dry-run shows each variant with the limits it does not keep, and makes nothing")
    func dryRun() async throws {
        let preview = PreviewView(
            brand: Fixture.brand, fits: false,
            targets: [
                PreviewTarget(
                    account: Fixture.news, fits: false, schedule: ScheduleView(kind: "slot", due: Fixture.due),
                    language: "de",
                    parts: [PreviewPart(text: "Hello", length: 5, unit: "characters", limit: 4, media: [])],
                    options: [:],
                    violations: [
                        ViolationView(
                            rule: "text-too-long", part: 0, message: "The text is too long.", measured: "5 characters",
                            allowed: "4 characters", next: "Shorten it by 1 character."),
                        ViolationView(rule: "bare", message: "It cannot be.", measured: "", allowed: ""),
                        ViolationView(rule: "allowed", message: "It is too early.", measured: "", allowed: "later"),
                    ], notes: ["Picture 1 (5.1 MB) is made smaller for Bluesky."])
            ], holds: [])
        try await Fixture.withDaemon { _ in
            .json(200, Fixture.json(preview))
        } _: { daemon in
            let result = await Fixture.run(["post", "Hello", "--dry-run"], daemon)
            #expect(result.status == 1)
            #expect(result.output.contains("  Picture 1 (5.1 MB) is made smaller for Bluesky."))
            #expect(daemon.requests.map(\.path) == ["/v1/posts/preview"])
            Snapshot.check(result.output, "preview.txt")
        }
    }

    @Test("only an outcome nobody knows ends with 5; a post of which nothing is unknown is a plain refusal")
    func needsPerson() async throws {
        for (code, status) in [("unknown-outcome", Int32(5)), ("nothing-unknown", 1)] {
            try await Fixture.withDaemon { _ in
                .problem(Problem(Problem.Code(code), status: 409, "No.", next: "smmctl why pst_1"))
            } _: { daemon in
                #expect(await Fixture.run(["post", "retry", "pst_1"], daemon).status == status)
            }
        }
    }

    @Test("a dry run of a backup says what would be written where")
    func plannedBackup() async throws {
        let plan = BackupView(path: "/b/next.db", byteCount: 4096, generation: "gen1", createdAt: Fixture.made)
        try await Fixture.withDaemon { _ in
            .json(201, Fixture.json(plan))
        } _: { daemon in
            let result = await Fixture.run(["backup", "--dry-run"], daemon)
            #expect(result.output.hasPrefix("A backup would be written to /b/next.db, about 4"), "\(result.output)")
        }
    }

    @Test("a retry of what was cancelled says so, and when it goes out now")
    func retryCancelled() async throws {
        for (before, after, words) in [
            (
                PostState.cancelled, Fixture.post(),
                "goes to shop was cancelled; it is queued again for Tue 24 Nov 09:30"
            ),
            (.cancelled, Fixture.post(state: .draft, due: nil), "goes to shop was cancelled; it is a draft again."),
            (.failed, Fixture.post(), ""),
        ] {
            try await Fixture.withDaemon { request in
                .json(200, Fixture.json(request.method == "GET" ? Fixture.post(state: before) : after))
            } _: { daemon in
                let result = await Fixture.run(["post", "retry", "last"], daemon)
                #expect(result.status == 0)
                #expect(words.isEmpty ? result.error.isEmpty : result.error.contains(words), "\(result.error)")
                #expect(daemon.requests.map(\.method) == ["GET", "POST"])
            }
        }
    }

    @Test(
        "a message repeats no more of what was typed than it is known by",
        arguments: [["--alt", "HUGE", "--media", "a.jpg"], ["HUGE"], ["--fold", "HUGE"], ["--at", "x", "--HUGE"]])
    func longValues(_ options: [String]) async throws {
        let huge = String(repeating: "abc ", count: 30_000)
        try await Fixture.withDaemon(Fixture.making) { daemon in
            let arguments = options.map { $0.replacing("HUGE", with: huge) }
            for format in ["table", "json"] {
                let result = await Fixture.run(["post", "create", "Hi", "--format", format] + arguments, daemon)
                #expect(result.status == 2)
                #expect(result.error.contains("abc abc"), "\(result.error.prefix(500))")
                #expect(result.error.utf8.count < 1500, "\(result.error.utf8.count)")
            }
        }
    }

    @Test("undo names the brand")
    func undo() async throws {
        try await Fixture.withDaemon(Fixture.making) { daemon in
            let result = await Fixture.run(["undo"], daemon)
            #expect(result.output == "Brand bakery: Withdrawn.\n")
        }
    }
}
