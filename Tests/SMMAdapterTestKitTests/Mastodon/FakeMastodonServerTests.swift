import FoundationEssentials
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMTransport
import Testing

@Suite("The fake Mastodon behind a socket", .timeLimit(.minutes(5)))
struct FakeMastodonServerTests {
    /// Runs `body` with a server, its address and a real transport.
    private func withServer(
        _ rules: FakeMastodonRules, _ body: (FakeMastodonHost, String, NetworkTransport) async throws -> Void
    ) async throws {
        let host = FakeMastodonHost(rules, accounts: ["bakery"], clock: FakeClock())
        let transport = NetworkTransport(.withThisMachine)
        let server = try await FakeNetworkServer.start(host, control: { host.control($0) })
        do {
            try await body(host, server.url, transport)
        } catch {
            try await server.stop()
            try await transport.shutdown()
            throw error
        }
        try await server.stop()
        try await transport.shutdown()
    }

    private static func json(
        _ method: String, _ url: String, _ body: some Encodable, token: String? = nil
    ) throws -> HTTPRequest {
        HTTPRequest(
            method: method, url: url, headers: [HTTPField("Content-Type", "application/json")],
            authorization: token.map { Secret("Bearer " + $0) }, body: Array(try JSONEncoder().encode(body)))
    }

    @Test("a status is published over HTTP, its links at the server's own address")
    func publish() async throws {
        try await withServer(.mastodon) { host, url, transport in
            let made = try await transport.send(HTTPRequest(method: "POST", url: url + "/fake/tokens?name=bakery"))
            let token = try #require(made["token"]?.string)
            var form = MultipartForm(boundary: "b0b0b0b0b0")
            form.add("file", file: "a", type: "image/png", content: HTTPBody([UInt8](repeating: 7, count: 3_000_000)))
            let upload = try await transport.send(
                HTTPRequest(
                    method: "POST", url: url + "/api/v2/media", headers: [HTTPField("Content-Type", form.contentType)],
                    authorization: Secret("Bearer " + token), content: form.body))
            #expect(upload.status == 200)
            let body = ["status": FakeJSON.string("Grüße"), "media_ids": .array([upload["id"] ?? .null])]
            let answer = try await transport.send(
                try Self.json("POST", url + "/api/v1/statuses", body, token: token))
            #expect(answer["url"]?.string?.hasPrefix(url + "/@bakery/") == true)
            #expect(answer["media_attachments"]?.elements?.count == 1)
            #expect(host.standing(of: "bakery") == 1)
        }
    }

    @Test("a harness in another process plans faults, acts as people and reads the report")
    func control() async throws {
        try await withServer(.goToSocial) { _, url, transport in
            let made = try await transport.send(HTTPRequest(method: "POST", url: url + "/fake/tokens?name=bakery"))
            let token = try #require(made["token"]?.string)
            let plan = FakeMastodonPlan(.publish, for: "bakery", [.lose(effect: true)])
            #expect(try await transport.send(try Self.json("POST", url + "/fake/plan", plan)).status == 200)
            let status = try Self.json("POST", url + "/api/v1/statuses", ["status": "Bread"], token: token)
            await #expect(throws: HTTPTransportError.self) { try await transport.send(status) }
            #expect(try await transport.send(status).status == 200)
            let routes = FakeMastodonPlan(.notifications, [.status(502)])
            _ = try await transport.send(try Self.json("POST", url + "/fake/plan", routes))
            let act = FakeMastodonAct(.write, by: "bob", domain: "far.example", text: "@bakery two?")
            let written = try await transport.send(try Self.json("POST", url + "/fake/act", act))
            #expect(written["id"]?.string != nil)
            let ask = HTTPRequest(
                method: "GET", url: url + "/api/v1/notifications", authorization: Secret("Bearer " + token))
            #expect(try await transport.send(ask).status == 502)
            #expect(try await transport.send(ask).json?.elements?.count == 1)
            let answer = try await transport.send(HTTPRequest(method: "GET", url: url + "/fake/report"))
            let report = try JSONDecoder().decode(FakeMastodonReport.self, from: Data(answer.body))
            #expect(report.count("Bread", on: "bakery") == 2 && report.doubles.count == 1)
            #expect(report.standing == ["bakery": 2, "bob@far.example": 1])
        }
    }

    @Test("rules are read and replaced, tokens ended, and a page approved")
    func rules() async throws {
        try await withServer(.mastodon) { host, url, transport in
            let answer = try await transport.send(HTTPRequest(method: "GET", url: url + "/fake/rules"))
            var rules = try JSONDecoder().decode(FakeMastodonRules.self, from: Data(answer.body))
            #expect(rules == .mastodon)
            rules.limits.text = 3
            _ = try await transport.send(try Self.json("PUT", url + "/fake/rules", rules))
            #expect(host.snapshot.rules.limits.text == 3)
            let app = try await transport.send(
                try Self.json(
                    "POST", url + "/api/v1/apps",
                    ["client_name": "smmd", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob"]))
            let page =
                url + "/oauth/authorize?response_type=code&redirect_uri=urn:ietf:wg:oauth:2.0:oob&client_id="
                + (app["client_id"]?.string ?? "")
            let approved = try await transport.send(
                HTTPRequest(method: "POST", url: url + "/fake/approve?name=bakery", body: Array(page.utf8)))
            #expect(approved["code"]?.string != nil)
            _ = try await transport.send(HTTPRequest(method: "POST", url: url + "/fake/tokens?name=bakery"))
            _ = try await transport.send(HTTPRequest(method: "POST", url: url + "/fake/revoke?name=bakery"))
            #expect(host.snapshot.tokens.isEmpty)
            for (method, path) in [("GET", "nothing"), ("POST", "tokens?name=nobody"), ("POST", "approve?name=bakery")]
            {
                let refused = try await transport.send(HTTPRequest(method: method, url: url + "/fake/" + path))
                #expect(refused.status == 404)
            }
            #expect(try await transport.send(HTTPRequest(method: "POST", url: url + "/fake/plan")).status == 400)
        }
    }

    @Test("losses and cuts on the wire have the evidence the transport in memory claims")
    func evidence() async throws {
        try await withServer(.mastodon) { host, url, transport in
            let token = try #require(host.makeToken(for: "bakery"))
            for fault in [FakeFault.lose(effect: true), .lose(effect: false), .truncate] {
                host.plan(.publish, [fault, fault])
                let request = try Self.json("POST", url + "/api/v1/statuses", ["status": "a"], token: token.reveal())
                let real = await Self.error(transport, request)
                let fake = await Self.error(host, request)
                #expect(real?.progress == fake?.progress && real?.failure.code == fake?.failure.code)
                #expect(real != nil && real?.status == fake?.status)
            }
        }
    }

    private static func error(_ transport: any HTTPTransport, _ request: HTTPRequest) async -> HTTPTransportError? {
        do {
            _ = try await transport.send(request)
            return nil
        } catch {
            return error
        }
    }
}
