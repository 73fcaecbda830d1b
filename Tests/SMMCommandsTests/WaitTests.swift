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
        arguments: [(PostState.scheduled, OperationState.scheduled), (.underway, .sending), (.uncertain, .ambiguous)])
    func heldInPart(_ state: PostState, _ operation: OperationState) async throws {
        var made = Fixture.post(holds: [Self.hold("account", Fixture.shop.id.description, .auth)])
        made.deliveries = [Self.delivery(Fixture.shop, .scheduled, .scheduled)]
        made.deliveries.append(
            Self.delivery(state == .scheduled ? Fixture.news : Fixture.shop, state, operation))
        let result = try await Self.wait(made, then: Fixture.post(state: .published, url: "https://example.org/1"))
        #expect(result.status == 0)
        #expect(result.looks == 1)
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
