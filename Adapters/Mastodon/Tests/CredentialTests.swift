import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Credentials that end, and taking them back")
struct CredentialTests {
    private static let token = "POST /oauth/token"

    private func credential(_ desk: Desk) -> Credential {
        var credential = desk.credential
        credential.secrets["refresh"] = Secret("rt-1")
        credential.facts["scopes"] = "read write"
        return credential
    }

    private func refresh(_ desk: Desk) async -> RefreshResult {
        await desk.adapter.refresh(credential(desk), of: desk.account, in: desk.connecting)
    }

    @Test("a new token keeps what the answer leaves out")
    func renewed() async throws {
        let desk = Desk(Desk.other)
        desk.server.on(Self.token, json: #"{"access_token":"at-2","expires_in":600,"token_type":"bearer"}"#)
        guard case .renewed(let fresh) = await refresh(desk) else {
            Issue.record("not renewed")
            return
        }
        #expect(fresh.secrets["access"] == Secret("at-2"))
        #expect(fresh.secrets["refresh"] == Secret("rt-1"))
        #expect(fresh.secrets["client-secret"] == Secret("cs-9"))
        #expect(fresh.facts["scopes"] == "read write")
        #expect(fresh.expiresAt == desk.clock.now + .minutes(10))
        let sent = try #require(desk.server.requests.first)
        #expect(sent.text.contains("grant_type=refresh_token&refresh_token=rt-1"))
        #expect(!sent.isIdempotent)
    }

    @Test(
        "what became of a refresh is said by status and progress",
        arguments: [
            (FakeAnswer.whole(Reply.json(400, #"{"error":"invalid_grant","error_description":"x"}"#)), "refused"),
            (.whole(Reply.json(400, #"{"error":"invalid_grant"}"#)), "refused"),
            (.whole(Reply.json(401, #"{"error":"invalid_client"}"#)), "refused"),
            (.whole(Reply.json(429, "{}")), "retry"), (.closed, "ambiguous"),
            // What a proxy, a portal or a wrong turn may say is no word about the refresh token.
            (.whole(Reply.json(401, "{}")), "retry"), (.whole(Reply.html(302)), "retry"),
            (.whole(Reply.html(400)), "retry"), (.whole(Reply.html(401)), "retry"), (.whole(Reply.html(403)), "retry"),
            (.whole(Reply.html(404)), "retry"), (.whole(Reply.html(405)), "retry"),
            (.whole(Reply.json(403, #"{"error":"This action is not allowed"}"#)), "retry"),
            (.whole(Reply.json(400, #"{"error":"invalid_request"}"#)), "retry"),
            (.whole(Reply.html(500)), "ambiguous"), (.whole(Reply.json(200, "{}")), "ambiguous"),
            (.failed(.notConnected, code: "connection-refused"), "retry"),
            (.cut(Reply.json(200, "{}"), after: 1), "ambiguous"),
            (.whole(Reply.json(200, #"{"access_token":"a\nb"}"#)), "ambiguous"),
        ])
    func outcomes(_ answer: FakeAnswer, _ wanted: String) async {
        let desk = Desk(Desk.other)
        desk.server.on(Self.token, answer)
        let name =
            switch await refresh(desk) {
            case .renewed: "renewed"
            case .retry: "retry"
            case .refused: "refused"
            case .ambiguous: "ambiguous"
            }
        #expect(name == wanted)
    }

    @Test("a token without a refresh token is of a kind that is not renewed, and nothing is sent")
    func never() async {
        let desk = Desk()
        #expect(!desk.adapter.canRefresh(desk.credential))
        #expect(desk.adapter.canRefresh(credential(desk)))
        guard case .refused = await desk.adapter.refresh(desk.credential, of: desk.account, in: desk.connecting) else {
            Issue.record("not refused")
            return
        }
        #expect(desk.server.requests.isEmpty)
    }

    @Test(
        "a life beyond belief is cut, and one that is none is none",
        arguments: [
            ("9223372036854775807", true), ("0", false), ("-5", false), ("1e999", nil), ("\"600\"", true),
        ])
    func lives(_ life: String, _ ends: Bool?) async {
        let desk = Desk(Desk.other)
        desk.server.on(Self.token, json: #"{"access_token":"at-2","expires_in":\#(life)}"#)
        switch await refresh(desk) {
        case .renewed(let fresh): #expect((fresh.expiresAt != nil) == ends)
        default: #expect(ends == nil)
        }
    }

    @Test("a token is taken back once, and one made by hand by hand")
    func revoke() async {
        let desk = Desk()
        desk.server.on("POST /oauth/revoke", json: "{}")
        #expect(await desk.adapter.revoke(desk.credential, of: desk.account, in: desk.connecting) == nil)
        desk.server.on("POST /oauth/revoke", .whole(Reply.json(403, "{}")))
        #expect(await desk.adapter.revoke(desk.credential, of: desk.account, in: desk.connecting)?.code == "forbidden")
        let byHand = Credential(kind: "token", secrets: ["access": Secret("t")], issuedAt: desk.clock.now)
        #expect(await desk.adapter.revoke(byHand, of: desk.account, in: desk.connecting)?.code == "revoke-by-hand")
        // What the server is not asked for is not done.
        var (nowhere, bare) = (desk.account, desk.credential)
        nowhere.settings["server"] = nil
        bare.secrets["access"] = nil
        #expect(await desk.adapter.revoke(desk.credential, of: nowhere, in: desk.connecting) != nil)
        #expect(await desk.adapter.revoke(bare, of: desk.account, in: desk.connecting) != nil)
        #expect(desk.server.requests.count == 2)
    }

    @Test("the tokens of a server that ends them are renewed, and the old refresh token is dead")
    func town() async throws {
        let town = try await Town("pleroma")
        let context = ConnectContext(
            clock: town.clock, transport: town.network, manifest: town.adapter.describe(),
            random: { [UInt8](repeating: 5, count: $0) })
        let settings = ["server": "example.social"]
        guard
            case .visit(let url, let memory) = await town.adapter.connect(
                ConnectRequest(settings: settings), in: context),
            case .code(let code) = town.host.approve(url, as: "ann"),
            case .connected(let connected) = await town.adapter.connect(
                ConnectRequest(settings: settings, answer: .code(code, state: nil, issuer: nil), memory: memory),
                in: context)
        else {
            Issue.record("not connected")
            return
        }
        #expect(connected.credential.expiresAt == town.clock.now + .minutes(10))
        guard
            case .renewed(let fresh) = await town.adapter.refresh(
                connected.credential, of: town.account, in: context)
        else {
            Issue.record("not renewed")
            return
        }
        #expect(fresh.secrets["refresh"] != connected.credential.secrets["refresh"])
        guard case .refused = await town.adapter.refresh(connected.credential, of: town.account, in: context) else {
            Issue.record("the old one lives")
            return
        }
    }
}
