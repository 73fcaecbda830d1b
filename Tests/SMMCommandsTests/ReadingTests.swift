import SMMAPI
import SMMModel
import Testing

@Suite("Reading")
struct ReadingTests {
    @Test("bare smmctl shows the status, what needs a person first")
    func status() async throws {
        try await Fixture.withDaemon { _ in
            .json(200, Fixture.json(Fixture.status))
        } _: { daemon in
            let result = await Fixture.run([], daemon)
            #expect(result.status == 0)
            #expect(daemon.requests.map(\.path) == ["/v1/status"])
            Snapshot.check(result.output, "status.txt")
        }
    }

    @Test("a list of posts is a table with the brand's clock and UTC")
    func posts() async throws {
        let page = Fixture.page(
            [
                Fixture.summary("Open until nine tonight"),
                Fixture.summary("日本語のパンと🥐クロワッサン", state: .unknown),
            ], next: "abc")
        try await Fixture.withDaemon { _ in
            .json(200, page)
        } _: { daemon in
            let result = await Fixture.run(["post", "list", "--state", "draft", "--brand", "bakery"], daemon)
            #expect(result.status == 0)
            #expect(daemon.requests[0].query["state"] == "draft")
            #expect(daemon.requests[0].query["brand"] == "bakery")
            #expect(result.error.contains("smmctl post list --cursor abc"))
            Snapshot.check(result.output, "post-list.txt")
        }
    }

    @Test(
        "what waits is not said to be on its way: list, show and status say what for and until when",
        arguments: [
            (WaitView(.held, held: [.operator]), "waiting: held (operator)"),
            (WaitView(.held, kind: .publish, held: [.operator]), "waiting: held (operator)"),
            (WaitView(.held, kind: .delete, held: [.operator]), "waiting: delete held (operator)"),
            (WaitView(.held, kind: .publish, part: 1, held: [.operator]), "waiting: next part held (operator)"),
            (WaitView(.retry, until: Fixture.due), "waiting: tries again 09:30:00"),
            (WaitView(.retry, kind: .publish, part: 0, until: Fixture.due), "waiting: tries again 09:30:00"),
            (WaitView(.retry, kind: .edit, until: Fixture.due), "waiting: edit tries again 09:30:00"),
            (WaitView(.delete, until: Fixture.made), "waiting: to be taken down"),
        ])
    func waiting(_ waits: WaitView, _ words: String) async throws {
        var summary = Fixture.summary("Open until nine tonight", state: .waiting)
        summary.waits = waits
        var post = Fixture.post(state: .waiting)
        post.deliveries[0].waits = waits
        var status = Fixture.status
        status.brands[0].next?.held = waits.held
        status.brands[0].next?.state = Open(waits.held.isEmpty ? .retryWait : .scheduled)
        let bodies = [Fixture.page([summary]), Fixture.json(post), Fixture.json(status)]
        try await Fixture.withDaemon { request in
            .json(200, bodies[request.path.hasSuffix("/posts") ? 0 : request.path.hasSuffix("/status") ? 2 : 1])
        } _: { daemon in
            for command in [["post", "list"], ["post", "show", "last"]] {
                let result = await Fixture.run(command, daemon)
                #expect(result.output.contains(words), "\(result.output)")
                #expect(!result.output.contains("on its way"))
            }
            let result = await Fixture.run(["status"], daemon)
            #expect(result.output.contains(waits.held.isEmpty ? "tries again 09:30:00" : "held (operator)"))
        }
    }

    @Test("a table is cut to the terminal, wide characters counted")
    func narrow() async throws {
        let page = Fixture.page([Fixture.summary(String(repeating: "日本語", count: 40))])
        try await Fixture.withDaemon { _ in
            .json(200, page)
        } _: { daemon in
            let result = await Fixture.run(
                ["post", "ls"], daemon, variables: ["NO_COLOR": "1"], isInteractive: true, width: 100)
            #expect(result.output.split(separator: "\n").allSatisfy { TextColumns.of($0) <= 100 })
            #expect(result.output.contains("…"))
        }
    }

    @Test(
        "a list fits a terminal of 40 columns: what is left out is what matters least, and what one types stays whole",
        arguments: [40, 60, 80], [["post", "ls"], ["queue"], ["account", "ls"], ["events"]])
    func phone(_ width: Int, _ command: [String]) async throws {
        var post = Fixture.summary("Open until nine tonight", state: .waiting)
        post.waits = WaitView(.held, held: [.operator, .fuse])
        post.held = [.operator, .fuse]
        var item = Fixture.queueItem("Open until nine tonight", day: 24)
        item.held = [.operator]
        let account = AccountView(
            id: Fixture.shop.id, brand: Fixture.brand, platform: "mastodon", name: "the-shop-at-the-harbour",
            settings: [:],
            slots: 12, held: [.operator, .fuse], createdAt: Fixture.made)
        let event = EventView(
            seq: 4711, at: Fixture.made, brand: Fixture.brand,
            actor: ActorView(kind: "user", name: "annamaria", via: "socket"),
            verb: "operation.published", subject: SubjectView(kind: "operation", id: "op_1qxxxvhb000"))
        let pages = [
            "/v1/posts": Fixture.page([post]), "/v1/queue": Fixture.page([item]),
            "/v1/accounts": Fixture.page([account]), "/v1/events": Fixture.page([event]),
        ]
        try await Fixture.withDaemon { request in
            .json(200, pages[request.path] ?? "{}")
        } _: { daemon in
            let result = await Fixture.run(
                command, daemon, variables: ["NO_COLOR": "1"], isInteractive: true, width: width)
            let lines = result.output.split(separator: "\n")
            // The plot of the queue is a sentence: a terminal wraps it.
            #expect(lines.allSatisfy { TextColumns.of($0) <= width || $0.hasPrefix("14 days") }, "\(result.output)")
            let whole = [
                "/v1/posts": "\(Fixture.postID)", "/v1/queue": "\(item.post)", "/v1/accounts": account.name,
                "/v1/events": "23 Nov",
            ]
            #expect(result.output.contains(whole[daemon.requests[0].path] ?? "?"), "\(result.output)")
            // What is held is seen to be; what an event is about can be typed, or else what happened is whole.
            let told = command == ["events"] ? (width > 40 ? event.subject.id : event.verb) : "oper"
            #expect(lines.last?.contains(told) == true, "\(result.output)")
            #expect(command != ["queue"] || lines.last?.contains("09:30") == true, "\(result.output)")
        }
    }

    @Test(
        "on 80 columns two brands and two clocks can be told apart, and columns that say nothing make room",
        arguments: [["post", "ls"], ["queue"], ["events"]])
    func mixed(_ command: [String]) async throws {
        let tokyo = BrandReference(id: BrandID(rawValue: 50_331_648), name: "tokyo")
        let there = Moment(at: "2026-11-24T08:45:00Z", local: "2026-11-24T17:45:00+09:00", zone: "Asia/Tokyo")
        var posts = [
            Fixture.summary("Open until nine tonight, and tomorrow from eight in the morning on"),
            Fixture.summary("A second one of the same"),
        ]
        var items = [
            Fixture.queueItem("Open until nine tonight, and tomorrow from eight in the morning on", day: 24),
            Fixture.queueItem("A second one of the same", day: 24),
        ]
        posts[1].brand = tokyo
        posts[1].due = there
        items[1].brand = tokyo
        items[1].due = there
        func event(_ brand: BrandReference, _ at: Moment) -> EventView {
            EventView(
                seq: 4711, at: at, brand: brand, actor: ActorView(kind: "user", name: "anna", via: "socket"),
                verb: "operation.published", subject: SubjectView(kind: "operation", id: "op_1qxxxvhb000"))
        }
        let pages = [
            "/v1/posts": Fixture.page(posts), "/v1/queue": Fixture.page(items),
            "/v1/events": Fixture.page([event(Fixture.brand, Fixture.due), event(tokyo, there)]),
        ]
        try await Fixture.withDaemon { request in
            .json(200, pages[request.path] ?? "{}")
        } _: { daemon in
            let result = await Fixture.run(
                command, daemon, variables: ["NO_COLOR": "1"], isInteractive: true, width: 80)
            let rows = result.output.split(separator: "\n").suffix(2).map(String.init)
            let isEvents = command == ["events"]
            #expect(rows[0].contains(isEvents ? "24 Nov 08:30:00 UTC" : "24 Nov 08:30 UTC"), "\(result.output)")
            #expect(rows[1].contains(isEvents ? "24 Nov 08:45:00 UTC" : "24 Nov 08:45 UTC"), "\(result.output)")
            #expect(rows[0].contains("bakery") && rows[1].contains("tokyo"), "\(result.output)")
            if isEvents {
                #expect(rows.allSatisfy { $0.contains("op_1qxxxvhb000") }, "\(result.output)")
            } else {
                // Nothing is held here.
                #expect(!result.output.contains("HELD") && rows[1].contains("A second"), "\(result.output)")
            }
            for width in [50, 40] where !isEvents {
                let small = await Fixture.run(
                    command, daemon, variables: ["NO_COLOR": "1"], isInteractive: true, width: width)
                #expect(small.output.contains("bakery") && small.output.contains("tokyo"), "\(small.output)")
            }
        }
    }

    @Test("the queue shows a plot of the days ahead")
    func queue() async throws {
        let page = Fixture.page([
            Fixture.queueItem("One", day: 24), Fixture.queueItem("Two", day: 25), Fixture.queueItem("Three", day: 25),
        ])
        try await Fixture.withDaemon { _ in
            .json(200, page)
        } _: { daemon in
            let result = await Fixture.run(["queue"], daemon)
            #expect(result.status == 0)
            Snapshot.check(result.output, "queue.txt")
        }
    }

    @Test("why tells a story in the order of time")
    func why() async throws {
        let story = StoryView(
            post: Fixture.summary("Open until nine tonight", state: .unknown),
            now: "Nobody could find out whether it is out; you must say.",
            next: ["smmctl post resolve pst_10000000000 --published URL"],
            lines: [
                StoryLine(at: Fixture.made, kind: "event", who: "anna", text: "made the post"),
                StoryLine(
                    at: Fixture.due, kind: "attempt", who: "smmd", text: "sent; the answer was lost",
                    account: Fixture.shop, detail: "connection reset after the last byte"),
            ])
        try await Fixture.withDaemon { _ in
            .json(200, Fixture.json(story))
        } _: { daemon in
            let result = await Fixture.run(["why", "last"], daemon)
            #expect(daemon.requests[0].path == "/v1/posts/last/why")
            Snapshot.check(result.output, "why.txt")
        }
    }

    @Test("JSON is passed on whole, members of a newer daemon included")
    func json() async throws {
        let body = #"{"version":1,"items":[],"added":{"later":[1,2]},"empty":{}}"#
        try await Fixture.withDaemon { _ in
            .json(200, body)
        } _: { daemon in
            let result = await Fixture.run(["--format", "json", "post", "list"], daemon)
            Snapshot.check(result.output, "post-list.json")
        }
    }

    @Test("quiet prints ids alone")
    func quiet() async throws {
        try await Fixture.withDaemon { _ in
            .json(200, Fixture.page([Fixture.summary("x")]))
        } _: { daemon in
            let result = await Fixture.run(["-q", "post", "list"], daemon)
            #expect(result.output == "\(Fixture.postID)\n")
            #expect(result.error.isEmpty)
        }
    }

    @Test("events are followed on after a broken connection, none twice")
    func follow() async throws {
        func event(_ seq: Int64) -> String {
            Fixture.json(
                EventView(
                    seq: seq, at: Fixture.made, brand: Fixture.brand,
                    actor: ActorView(kind: "user", name: "anna", via: "socket"), verb: "post.created",
                    subject: SubjectView(kind: "post", id: "pst_1")))
        }
        let first = [event(1), event(2)]
        let second = ["", event(3)]
        try await Fixture.withDaemon { request in
            request.query["after"] == nil ? .brokenLines(first) : .lines(second)
        } _: { daemon in
            let result = await Fixture.run(["events", "--follow"], daemon)
            #expect(result.status == 0)
            #expect(daemon.requests.map { $0.query["after"] } == [nil, "2"])
            #expect(result.output.split(separator: "\n").count == 3)
            Snapshot.check(result.output, "events.txt")
        }
    }

    @Test("an event that cannot be read is told, and the next ones are shown")
    func unreadableEvent() async throws {
        let event = Fixture.json(
            EventView(
                seq: 2, at: Fixture.made, brand: Fixture.brand,
                actor: ActorView(kind: "user", name: "anna", via: "socket"), verb: "post.created",
                subject: SubjectView(kind: "post", id: "pst_1")))
        try await Fixture.withDaemon { _ in
            .lines([#"{"seq":1}"#, event])
        } _: { daemon in
            let result = await Fixture.run(["events", "--follow"], daemon)
            #expect(result.output.split(separator: "\n").count == 1)
            #expect(result.error.contains("An event cannot be read"))
        }
    }

    @Test("the week of an account is drawn one line a day")
    func slots() async throws {
        let slots = SlotsView(
            brand: Fixture.brand, account: Fixture.shop, zone: "Europe/Berlin",
            slots: [
                SlotView(id: SlotID(rawValue: 1), weekday: 1, time: "09:30"),
                SlotView(id: SlotID(rawValue: 2), weekday: 1, time: "17:00", next: Fixture.due),
            ])
        try await Fixture.withDaemon { _ in
            .json(200, Fixture.json(slots))
        } _: { daemon in
            let result = await Fixture.run(["slot", "set", "shop", "mon 9:30,17:00"], daemon)
            #expect(result.status == 0)
            #expect(daemon.requests[0].method == "PUT")
            let body = try WireJSON.decode(SetSlots.self, from: daemon.requests[0].body)
            #expect(body.slots == [SlotTime(weekday: 1, time: "09:30"), SlotTime(weekday: 1, time: "17:00")])
            Snapshot.check(result.output, "slots.txt")
        }
    }
}
