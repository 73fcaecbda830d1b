import SMMAccounts
import SMMAdapterKit
import SMMModel
import Synchronization
import Testing

@Suite("Browsers that come back through the door")
struct ConnectDoorTests {
    private static let door = "https://door.example.org"
    private static let state = "state-1-of-the-door"

    private func begun(_ scene: ConnectScene, _ name: String = "door") async throws -> String {
        guard
            case .visit(let session, let url, _) = try await scene.service.begin(
                Office.root, .door(name, redirect: "door"))
        else { throw UnexpectedAnswer() }
        #expect(url.hasSuffix(Self.door + "/connect/back"))
        return session
    }

    @Test("a code that was brought connects the account of whoever waits, once")
    func connects() async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            let service = scene.service
            let name = try await begun(scene)
            // Nobody came yet: it goes on waiting under the same name.
            guard case .visit(name, let url, _) = try await service.proceedThroughDoor(Office.root, name) else {
                throw UnexpectedAnswer()
            }
            #expect(
                url.hasPrefix("https://door.example/") && url.hasSuffix(Self.door + "/connect/back"),
                "the same is to be opened")
            #expect(service.bring(ConnectReturn(code: Secret("ann")), state: Self.state))
            #expect(!service.bring(ConnectReturn(code: Secret("bob")), state: Self.state), "the first counts")
            guard case .connected(let detail, _) = try await service.proceedThroughDoor(Office.root, name) else {
                throw UnexpectedAnswer()
            }
            #expect(detail.profile.facts[AccountFact.handle] == "@ann")
            #expect(!service.bring(ConnectReturn(code: Secret("bob")), state: Self.state))
            #expect(
                await refusal { _ = try await service.proceedThroughDoor(Office.root, name) } == "connection-not-found")
        }
    }

    @Test("nothing is brought to who does not wait for it: another state, another way back, or too late")
    func nobodyWaits() async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            let service = scene.service
            let code = ConnectReturn(code: Secret("ann"))
            #expect(!service.bring(code, state: Self.state))
            // One that waits for a browser on its own machine, or for a pasted code, takes nothing from the door.
            _ = try await service.begin(Office.root, .door(redirect: "http://127.0.0.1:4000/callback"))
            _ = try await service.begin(Office.root, .door())
            #expect(!service.bring(code, state: Self.state))
            _ = try await begun(scene)
            for state in ["", "state", "state-2-of-the-door", Self.state + "x"] {
                #expect(!service.bring(code, state: state))
            }
            scene.clock.advance(by: .minutes(10))
            #expect(!service.bring(code, state: Self.state))
        }
    }

    @Test("what was brought is nobody else's")
    func foreign() async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            let name = try await begun(scene)
            #expect(scene.service.bring(ConnectReturn(code: Secret("ann")), state: Self.state))
            let other = Office.person(.admin, in: scene.office.acme)
            #expect(
                await refusal { _ = try await scene.service.proceedThroughDoor(other, name) } == "connection-not-found")
            guard case .connected = try await scene.service.proceedThroughDoor(Office.root, name) else {
                throw UnexpectedAnswer()
            }
        }
    }

    @Test("a browser that was sent back without a code ends the connection with the reason")
    func refused() async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            let name = try await begun(scene)
            #expect(scene.service.bring(ConnectReturn(code: nil, error: "access_denied"), state: Self.state))
            #expect(await refusal { _ = try await scene.service.proceedThroughDoor(Office.root, name) } == "not-agreed")
            #expect(
                await refusal { _ = try await scene.service.proceedThroughDoor(Office.root, name) }
                    == "connection-not-found")
        }
    }

    @Test("a network that does not answer loses nothing of what was brought")
    func triedAgain() async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            let name = try await begun(scene)
            #expect(scene.service.bring(ConnectReturn(code: Secret("ann")), state: Self.state))
            scene.house.fail(1)
            #expect(
                await refusal { _ = try await scene.service.proceedThroughDoor(Office.root, name) }
                    == "platform-unreachable")
            guard case .connected = try await scene.service.proceedThroughDoor(Office.root, name) else {
                throw UnexpectedAnswer()
            }
        }
    }

    @Test(
        "an address that does not say whose the browser is that comes back is refused at once, and waited for by nobody",
        arguments: [
            "", "state=short", "state=a-state-with-%20-in-it", "state=state-1-of-the-door&state=another-long-state",
        ])
    func unfit(query: String) async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            scene.house.visitQuery.withLock { $0 = query }
            let problem = await #expect(throws: Problem.self) {
                _ = try await scene.service.begin(Office.root, .door(redirect: "door"))
            }
            #expect(problem?.code == Problem.Code("door-unfit") && problem?.next?.contains("--paste") == true)
            // Nothing of that concerns who pastes the code.
            guard case .visit = try await scene.service.begin(Office.root, .door()) else { throw UnexpectedAnswer() }
        }
    }

    @Test("a connection that was begun without the door is not gone on with through it, and stays")
    func unused() async throws {
        for redirect in [nil, "http://127.0.0.1:4000/callback"] {
            try await ConnectScene.with(door: redirect == nil ? nil : Self.door) { scene in
                let service = scene.service
                guard
                    case .visit(let name, _, _) = try await service.begin(Office.root, .door(redirect: redirect))
                else { throw UnexpectedAnswer() }
                // Without a door either.
                #expect(!service.bring(ConnectReturn(code: Secret("ann")), state: Self.state))
                #expect(
                    await refusal { _ = try await service.proceedThroughDoor(Office.root, name) } == "door-unused")
                guard case .connected = try await service.proceed(Office.root, name, .code("ann")) else {
                    throw UnexpectedAnswer()
                }
            }
        }
    }

    @Test("a network that fetches media is not signed in to before there is a door; any other is")
    func fetchesMedia() async throws {
        try await ConnectScene.with(fetchesMedia: true) { scene in
            for isDryRun in [true, false] {
                let problem = await #expect(throws: Problem.self) {
                    _ = try await scene.service.begin(Office.root, .door(), isDryRun: isDryRun)
                }
                #expect(problem?.code == Problem.Code("door-needed") && problem?.next?.contains("door.url") == true)
            }
        }
        try await ConnectScene.with(door: Self.door, fetchesMedia: true) { scene in
            guard case .visit = try await scene.service.begin(Office.root, .door()) else { throw UnexpectedAnswer() }
        }
    }

    @Test("without a door nobody comes back through it")
    func noDoor() async throws {
        try await ConnectScene.with { scene in
            #expect(
                await refusal { _ = try await scene.service.begin(Office.root, .door(redirect: "door")) }
                    == "door-missing")
        }
    }
}
