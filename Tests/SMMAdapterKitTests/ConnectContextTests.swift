import SMMAdapterKit
import SMMModel
import Synchronization
import Testing

@Suite("What an adapter may reach while it connects")
struct ConnectContextTests {
    /// Answers with what it was asked, and lets time pass.
    private final class Mirror: HTTPTransport, TimeSource {
        private let state = Mutex((uptime: Int64(0), deadlines: [Int64]()))
        let status: Int
        let body: String

        init(_ status: Int, _ body: String) { (self.status, self.body) = (status, body) }

        var now: Instant { Instant(milliseconds: 1_795_854_600_000) }
        var monotonic: Milliseconds { .milliseconds(state.withLock { $0.uptime }) }
        var deadlines: [Int64] { state.withLock { $0.deadlines } }

        func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
            state.withLock { state in
                state.deadlines.append(request.deadline.count)
                state.uptime += 6000
            }
            return HTTPResponse(status: status, body: Array(body.utf8))
        }
    }

    private struct NoFiles: MediaReader {
        func bytes(of media: MediaReference) async throws(Failure) -> [UInt8] { [] }
        func path(of media: MediaReference) throws(Failure) -> String { "" }
    }

    private struct NoSteps: StepRecorder {
        func record(_ name: String, _ value: String) async throws {}
    }

    private static let manifest = PlatformManifest(
        platform: "chat", title: "Chat", guarantee: .none, capabilities: [],
        limits: ContentLimits(maximumText: nil, maximumMedia: 0), source: "test", checked: "2026-11-27")

    private static func context(_ mirror: Mirror) -> ConnectContext {
        ConnectContext(clock: mirror, transport: mirror, manifest: manifest, random: { _ in [] })
    }

    private static func text(_ response: HTTPResponse) -> String { String(decoding: response.body, as: UTF8.self) }

    @Test("a refusal that repeats a known secret or the request's own token is free of both")
    func screened() async throws {
        let mirror = Mirror(500, "known-secret and fresh-token-1, c3VyZSBmcmVzaC10b2tlbi0xIQ==")
        let context = Self.context(mirror).screened([Secret("known-secret")])
        let request = HTTPRequest(
            method: "GET", url: "https://a.example/", authorization: Secret("Bearer fresh-token-1"))
        let text = Self.text(try await context.transport.send(request))
        #expect(!text.contains("known-secret") && !text.contains("fresh-token") && !text.contains("ZyZXNoLXRva2Vu"))
        #expect(text.contains(Secret.mask))
    }

    @Test("a refusal of any other request is free of the token it carried too: it may be one for another service")
    func carried() async throws {
        let mirror = Mirror(401, "known-secret and service-token-1")
        let context = AdapterContext(
            clock: mirror, transport: mirror, media: NoFiles(), steps: NoSteps(), manifest: Self.manifest
        ).with(Credential(kind: "k", secrets: ["access": Secret("known-secret")], issuedAt: mirror.now))
        let request = HTTPRequest(
            method: "GET", url: "https://a.example/", authorization: Secret("Bearer service-token-1"))
        let text = Self.text(try await context.transport.send(request))
        #expect(text == "\(Secret.mask) and \(Secret.mask)")
    }

    @Test("an answer of success stays as it is: a credential in it may be the one that was sent")
    func spared() async throws {
        let context = Self.context(Mirror(200, "known-secret")).screened([Secret("known-secret")])
        let response = try await context.transport.send(HTTPRequest(method: "GET", url: "https://a.example/"))
        #expect(Self.text(response) == "known-secret")
    }

    @Test("all requests together take no longer than they may")
    func within() async throws {
        let mirror = Mirror(200, "")
        let context = Self.context(mirror).within(.seconds(10))
        let request = HTTPRequest(method: "GET", url: "https://a.example/")
        _ = try await context.transport.send(request)
        _ = try await context.transport.send(request)
        #expect(mirror.deadlines == [10_000, 4000])
        await #expect(throws: HTTPTransportError.self) { _ = try await context.transport.send(request) }
        #expect(mirror.deadlines.count == 2)
    }
}
