import SMMAPI
import SMMModel
import Testing

@Suite("Waiting for a post")
struct WaitTests {
    private static func hold(_ kind: String, _ id: String? = nil, _ reason: HoldReason = .approval) -> HoldView {
        HoldView(
            id: HoldID(rawValue: 1_207_959_552), brand: Fixture.brand, scope: ScopeView(kind: kind, id: id),
            reason: reason, detail: "anna is an author.", placedAt: Fixture.made, placedBy: "anna",
            next: "smmctl hold release hld_1")
    }

    private static func delivery(
        _ account: AccountReference, _ state: PostState, _ operation: OperationState
    ) -> DeliveryView {
        DeliveryView(
            id: DeliveryID(rawValue: 7), account: account, state: state,
            schedule: ScheduleView(kind: "at", due: Fixture.due), url: nil,
            operations: [
                OperationView(
                    id: OperationID(rawValue: 9), kind: Open(.publish), part: 0, parts: 1, state: Open(operation),
                    attempts: 0)
            ])
    }

    /// What `post create --wait` comes to when the post is made as `first` and looked at as `later`.
    private static func wait(
        _ first: PostView, then later: PostView? = nil, _ options: [String] = []
    ) async throws -> (status: Int32, error: String, looks: Int) {
        try await Fixture.withDaemon { request in
            request.method == "GET"
                ? .json(200, Fixture.json(later ?? first)) : .json(201, Fixture.json(first))
        } _: { daemon in
            let result = await Fixture.run(["post", "Hello", "--wait"] + options, daemon)
            return (result.status, result.error, daemon.requests.filter { $0.method == "GET" }.count)
        }
    }

    @Test(
        "--wait ends with the status of what became of it",
        arguments: [
            (PostState.published, Int32(0)), (.unknown, 5), (.failed, 1),
        ])
    func wait(_ state: PostState, _ status: Int32) async throws {
        try await Fixture.withDaemon { request in
            request.method == "GET"
                ? .json(200, Fixture.json(Fixture.post(state: state, url: "https://example.org/1")))
                : .json(201, Fixture.json(Fixture.post()))
        } _: { daemon in
            let result = await Fixture.run(["post", "Hello", "--wait"], daemon)
            #expect(result.status == status)
        }
    }

    @Test("a held post ends the wait at once, with what holds it and the commands to look and to let it go")
    func held() async throws {
        let result = try await Self.wait(Fixture.post(holds: [Self.hold("post", "\(Fixture.postID)")]))
        #expect(result.status == 5)
        #expect(result.looks == 0)
        #expect(
            result.error == """
                It is held, and does not go out until that ends.
                → smmctl why \(Fixture.postID)
                Held (approval), post \(Fixture.postID) in brand bakery: anna is an author.
                → smmctl hold release hld_1

                """)
    }

    @Test("a hold that comes while somebody waits ends the wait")
    func heldLater() async throws {
        let account = Self.hold("account", Fixture.shop.id.description, .fuse)
        let result = try await Self.wait(Fixture.post(), then: Fixture.post(holds: [account]))
        #expect(result.status == 5)
        #expect(result.looks == 1)
    }

    @Test(
        "the wait goes on while one account still moves: held elsewhere, or being sent",
        arguments: [(PostState.scheduled, OperationState.scheduled), (.underway, .sending), (.uncertain, .reconciling)])
    func heldInPart(_ state: PostState, _ operation: OperationState) async throws {
        var made = Fixture.post(holds: [Self.hold("account", Fixture.shop.id.description, .auth)])
        made.deliveries = [Self.delivery(Fixture.shop, .scheduled, .scheduled)]
        made.deliveries.append(
            Self.delivery(state == .scheduled ? Fixture.news : Fixture.shop, state, operation))
        let result = try await Self.wait(made, then: Fixture.post(state: .published, url: "https://example.org/1"))
        #expect(result.status == 0)
        #expect(result.looks == 1)
    }

    @Test("what is in doubt and held is asked about only when the hold ends, so nobody waits for it")
    func heldInDoubt() async throws {
        var made = Fixture.post(state: .uncertain, holds: [Self.hold("account", Fixture.shop.id.description, .auth)])
        made.deliveries = [Self.delivery(Fixture.shop, .uncertain, .ambiguous)]
        let result = try await Self.wait(made)
        #expect(result.status == 5 && result.looks == 0)
    }

    @Test("an edit says what holds the post back, and its dry run what would", arguments: [false, true])
    func heldEdit(_ isDryRun: Bool) async throws {
        var hold = Self.hold("post", "\(Fixture.postID)")
        if isDryRun { hold.next = nil }
        let post = Fixture.post(holds: [hold])
        try await Fixture.withDaemon { _ in
            .json(200, Fixture.json(post))
        } _: { daemon in
            let result = await Fixture.run(["post", "edit", "last", "x"] + (isDryRun ? ["--dry-run"] : []), daemon)
            let told =
                isDryRun
                ? "Dry run: nothing was changed.\nWould be held (approval): anna is an author.\n"
                : "Held (approval): anna is an author.\n→ smmctl hold release hld_1\n"
            #expect(result.status == 0 && result.error == told, "\(result.error)")
        }
    }

    @Test(
        "a cancel of what may be out says that it will be taken down; of what was not sent it says nothing",
        arguments: [OperationState.sending, .ambiguous, .reconciling, .unknown, .cancelled])
    func cancelInDoubt(_ state: OperationState) async throws {
        var post = Fixture.post(state: .uncertain)
        post.deliveries = [Self.delivery(Fixture.shop, .uncertain, state)]
        let body = Fixture.json(post)
        try await Fixture.withDaemon { _ in
            .json(200, body)
        } _: { daemon in
            let result = await Fixture.run(["post", "cancel", "last"], daemon)
            let words = "Nobody knows yet whether it is out on shop: if it is, it will be taken down."
            #expect(result.error.contains(words) == (state != .cancelled), "\(result.error)")
        }
    }

    @Test("a hold of a later part does not end the wait while the first still goes out; one of the first does")
    func heldPart() async throws {
        func thread(holding part: Int64) -> PostView {
            var view = Fixture.post(holds: [Self.hold("operation", "\(OperationID(rawValue: 9 + part))", .poison)])
            var delivery = Self.delivery(Fixture.shop, .scheduled, .scheduled)
            var second = delivery.operations[0]
            second.id = OperationID(rawValue: 10)
            second.part = 1
            delivery.operations.append(second)
            view.deliveries = [delivery]
            return view
        }
        var later = thread(holding: 1)
        later.deliveries[0].operations[0].state = Open(.published)
        later.deliveries[0].state = .waiting
        later.state = .waiting
        let first = try await Self.wait(thread(holding: 1), then: later)
        #expect(first.looks == 1, "the second part alone is left, and is held")
        #expect(first.status == 5)
        let second = try await Self.wait(thread(holding: 0))
        #expect(second.looks == 0)
        #expect(second.status == 5)
    }

    @Test("a post for now that is held is not said to go out in some seconds, but when the hold is released")
    func heldNow() async throws {
        let hold = Self.hold("everything", nil, .operator)
        try await Fixture.withDaemon { _ in
            .json(201, Fixture.json(Fixture.post(holds: [hold])))
        } _: { daemon in
            let result = await Fixture.run(["post", "Hello", "--now"], daemon)
            #expect(
                result.error == """
                    It goes out when the hold is released. To stop it:
                    → smmctl undo
                    Held (operator): anna is an author.
                    → smmctl hold release hld_1

                    """)
        }
    }

    @Test(
        "a draft is nothing to wait for: asked for, it is refused before anything is made; come to, a person is needed")
    func draft() async throws {
        try await Fixture.withDaemon { _ in
            .json(201, Fixture.json(Fixture.post(state: .draft, due: nil)))
        } _: { daemon in
            let asked = await Fixture.run(["post", "Hello", "--draft", "--wait"], daemon)
            #expect(asked.status == 2)
            #expect(asked.error.contains("a draft stays one"))
            #expect(daemon.requests.isEmpty)
            let come = await Fixture.run(["post", "Hello", "--wait"], daemon)
            #expect(come.status == 5)
        }
    }
}
