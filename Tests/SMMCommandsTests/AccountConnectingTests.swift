import Glibc
import SMMAPI
import SMMCommands
import SMMModel
import Synchronization
import Testing

@Suite("Connecting an account at the terminal")
struct AccountConnectingTests {
    private static let account = AccountView(
        id: AccountID(rawValue: 67_108_864), brand: Fixture.brand, platform: "mastodon", name: "news", settings: [:],
        slots: 0, held: [], createdAt: Fixture.made)

    private static func platforms(_ capabilities: [String]) -> String {
        Fixture.page([
            PlatformView(
                platform: "mastodon", title: "Mastodon", guarantee: "B", capabilities: capabilities, settings: [],
                options: [],
                limits: LimitsView(
                    maximumText: 500, textUnit: "characters", maximumParts: 1, maximumMedia: 4, requiresAlt: false,
                    mediaTypes: []), source: "test", checked: "2026-11-27")
        ])
    }

    @Test("while the network does not answer, what was given is kept and offered again to who is there")
    func triesAgain() async throws {
        for isThere in [true, false] {
            let tries = Atomic<Int>(0)
            try await Fixture.withDaemon { request in
                switch request.path {
                case "/v1/platforms": return .json(200, Self.platforms(["connects-accounts"]))
                case "/v1/connections":
                    return .json(
                        200, Fixture.json(ConnectionView(step: "ask", connection: "c1", question: "token", remarks: []))
                    )
                default:
                    guard tries.wrappingAdd(1, ordering: .relaxed).newValue > 2 else {
                        return .problem(
                            Problem(Problem.Code("platform-unreachable"), status: 503, "The network is away."))
                    }
                    return .json(
                        200, Fixture.json(ConnectionView(step: "connected", account: Self.account, remarks: [])))
                }
            } _: { daemon in
                // The token, then Enter twice; or a token and nobody any more.
                let console = Console(replies: isThere ? ["the-token", "", ""] : ["the-token"])
                let result = await Fixture.run(
                    ["account", "add", "mastodon"], daemon, console: console, isInteractive: true)
                #expect(result.status == (isThere ? 0 : 75), "\(result.error)")
                #expect(result.error.contains("Press Enter to try again"))
                let bodies = daemon.requests.filter { $0.path.hasSuffix("/c1") }.map(\.body)
                #expect(bodies.count == (isThere ? 3 : 1))
                #expect(Set(bodies).count == 1)
            }
        }
    }

    @Test("with --door the daemon is asked again until a browser came back through it; the code never comes here")
    func throughDoor() async throws {
        let tries = Atomic<Int>(0)
        try await Fixture.withDaemon { request in
            switch request.path {
            case "/v1/platforms": return .json(200, Self.platforms(["connects-accounts"]))
            case "/v1/connections":
                return .json(
                    200,
                    Fixture.json(
                        ConnectionView(
                            step: "visit", connection: "c1", url: "https://social.example/?state=1", remarks: [])))
            default:
                guard tries.wrappingAdd(1, ordering: .relaxed).newValue > 3 else {
                    return .json(
                        200, Fixture.json(ConnectionView(step: "visit", connection: "c1", url: "", remarks: [])))
                }
                return .json(200, Fixture.json(ConnectionView(step: "connected", account: Self.account, remarks: [])))
            }
        } _: { daemon in
            let result = await Fixture.run(["account", "add", "mastodon", "--door"], daemon)
            #expect(result.status == 0, "\(result.error)")
            #expect(
                result.error.contains("https://social.example/?state=1") && result.error.contains("press the button"))
            let bodies = daemon.requests.map { ($0.path, String(decoding: $0.body, as: UTF8.self)) }
            #expect(bodies.first { $0.0 == "/v1/connections" }?.1.contains(#""redirect":"door""#) == true)
            #expect(
                bodies.filter { $0.0.hasSuffix("/c1") }.map(\.1) == Array(repeating: #"{"door":true}"#, count: 4))
            let both = await Fixture.run(["account", "add", "mastodon", "--door", "--paste"], daemon)
            #expect(both.status == 2 && both.error.contains("--door"))
        }
    }

    @Test("what only a sign-in uses is refused for a network without one", arguments: ["--token-file", "--paste"])
    func unused(option: String) async throws {
        try await Fixture.withDaemon { _ in
            .json(200, Self.platforms([]))
        } _: { daemon in
            let value = option == "--paste" ? [] : ["/nonexistent"]
            let result = await Fixture.run(["account", "add", "mastodon", option] + value, daemon)
            #expect(result.status == 2)
            #expect(result.error.contains(option))
            #expect(daemon.requests.count == 1)
        }
    }

    @Test(
        "no option takes a secret itself: it is refused without being repeated, and the option for a file is named",
        arguments: [
            (["account", "add", "mastodon"], "--token", "--token-file"),
            (["account", "add", "bluesky"], "--password", "--password-file"),
            (["account", "add", "bluesky"], "--app-password", "--password-file"),
            (["account", "reconnect", "news"], "--token", "--token-file"),
            (["account", "reconnect", "news"], "--password", "--password-file"),
            (["vault", "export"], "--passphrase", "--passphrase-file"),
            (["vault", "import", "keys.txt"], "--passphrase", "--passphrase-file"),
        ])
    func secretArgument(command: [String], option: String, file: String) async throws {
        try await Fixture.withDaemon { _ in
            .json(200, Self.platforms(["connects-accounts"]))
        } _: { daemon in
            for words in [[option, "the-secret"], [option + "=the-secret"]] {
                let result = await Fixture.run(command + words, daemon)
                #expect(result.status == 2, "\(result.error)")
                #expect(result.error.contains(file + " FILE"), "\(result.error)")
                #expect(!(result.error + result.output).contains("the-secret"))
            }
            #expect(daemon.requests.isEmpty)
        }
    }

    @Test("a clock that is right is said to be right")
    func clock() async throws {
        let view = AccountCheckView(
            account: Self.account, state: "good", scopes: [], missing: [], limits: [], clockSkew: -400, remarks: [])
        try await Fixture.withDaemon { _ in
            .json(200, Fixture.json(view))
        } _: { daemon in
            let result = await Fixture.run(["account", "check", "news"], daemon)
            #expect(result.output.contains("right to 2 s"), "\(result.output)")
        }
    }

    @Test("a browser finds the receiver among strangers")
    func receiver() throws {
        let receiver = try #require(LoopbackReceiver())
        let port = try #require(
            receiver.address.split(separator: ":").last.flatMap { UInt16($0.prefix { $0.isNumber }) })
        for line in [
            "", "GET /favicon.ico HTTP/1.1", "GET /callback?state=other HTTP/1.1",
            "GET /callback?state=ours&code=1 HTTP/1.1",
        ] {
            let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isConnected = withUnsafePointer(to: &name) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(client, $0, size) == 0 }
            }
            try #require(isConnected)
            let bytes = Array((line.isEmpty ? "" : line + "\r\n\r\n").utf8)
            #expect(write(client, bytes, bytes.count) == bytes.count)
            // The first goes away before it is accepted; the others wait for their answer.
            if line.isEmpty { close(client) }
        }
        let query = receiver.wait(.minutes(1)) { $0["state"] == "ours" }
        #expect(query == ["state": "ours", "code": "1"])
        #expect(receiver.wait(Milliseconds(count: 1)) { _ in true } == nil)
    }
}
