import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMTestSupport
import SMMTransport
import Testing

@Suite("The fake Mastodon against the vendor's document", .enabled(if: SharedFolder.isWanted))
struct MastodonContractTests {
    private static let contract = Result { try MastodonContract.make(try MastodonSpecs.document()) }

    private func violations(_ client: MastodonClient) throws -> [String] {
        try #require(client.network as? ContractNetwork).violations.map(\.description)
    }

    @Test("the document is read whole")
    func document() throws {
        #expect(try Self.contract.get().document.operationCount > 200)
    }

    @Test("every route of the fake is in the document")
    func routes() throws {
        let contract = try Self.contract.get()
        for route in FakeMastodonRoute.allCases {
            let words = route.rawValue.split(separator: " ")
            let path = words[1].replacing("{id}", with: "7")
            let request = HTTPRequest(method: String(words[0]), url: "https://fake.example" + path)
            #expect(contract.operationName(request)?.hasPrefix(words[0] + " ") == true, "\(route.rawValue)")
        }
    }

    @Test("what the fake says of itself and of applications is what the document declares")
    func serverAnswers() async throws {
        let client = MastodonClient(.mastodon.unthrottled, contract: try Self.contract.get())
        let anonymous = client.anonymous
        for path in ["/.well-known/oauth-authorization-server", "/api/v1/instance", "/api/v2/instance"] {
            #expect(try await anonymous.get(path).status == 200)
        }
        let app = try await anonymous.json(
            "POST", "/api/v1/apps",
            [
                "client_name": .string("smmd"), "redirect_uris": .array([.string("http://127.0.0.1:9/")]),
                "scopes": .string("read write"),
            ])
        let token = try await anonymous.form(
            "POST", "/oauth/token",
            [
                ("grant_type", "client_credentials"), ("client_id", app["client_id"]?.string ?? ""),
                ("client_secret", app["client_secret"]?.string ?? ""), ("scope", "read"),
            ])
        #expect(token.status == 200)
        #expect(try await client.get("/api/v1/accounts/verify_credentials").status == 200)
        let refused = try await client.post("")
        #expect(refused.status == 422)
        try expectNone(client)
    }

    @Test("what the fake answers about statuses is what the document declares")
    func statusAnswers() async throws {
        let client = MastodonClient(.mastodon.unthrottled, contract: try Self.contract.get())
        let id = try await whole(client)
        let poll = try await client.form(
            "POST", "/api/v1/statuses",
            [("status", "Q"), ("poll[options][]", "a"), ("poll[options][]", "b"), ("poll[expires_in]", "300")])
        #expect(poll.status == 200)
        client.host.change { server, now in
            let far = server.addAccount("bob", domain: "far.example", now: now)
            server.like(id, by: far, now: now)
            server.write("@bakery psst", by: far, visibility: "direct", answering: id, now: now)
        }
        let me = try #require(client.host.snapshot.localAccount("bakery")).id
        for path in [
            "accounts/\(me)", "accounts/\(me)/statuses?limit=40&exclude_reblogs=true", "statuses/\(id)",
            "statuses/\(id)/source", "statuses/\(id)/context", "statuses?id[]=\(id)", "statuses/\(id)/quotes",
            "notifications?types[]=mention&limit=80", "conversations", "polls/\(poll["poll"]?["id"]?.string ?? "")",
        ] {
            #expect(try await client.get("/api/v1/" + path).status == 200, "\(path)")
        }
        #expect(try await client.get("/api/v2/notifications").status == 200)
        #expect(try await client.send("POST", "/api/v1/statuses/\(id)/favourite").status == 200)
        #expect(try await client.send("DELETE", "/api/v1/statuses/\(id)").status == 200)
        try expectNone(client)
    }

    /// Publishes a status with all there can be, quotes it and edits it; gives its id.
    private func whole(_ client: MastodonClient) async throws -> String {
        let picture = try #require(
            try await client.upload([1], [("description", "A loaf"), ("focus", "0,0")])["id"]?.string)
        let id = try await client.published(
            "Hi @ann #bread https://example.org",
            [
                "media_ids": .array([.string(picture)]), "visibility": .string("public"), "sensitive": .bool(true),
                "spoiler_text": .string("food"), "language": .string("en"),
            ])
        #expect(try await client.post("Quote", ["quoted_status_id": .string(id)], key: "key-1").status == 200)
        let edited = try await client.json(
            "PUT", "/api/v1/statuses/\(id)",
            [
                "status": .string("Ho @ann"), "media_ids": .array([.string(picture)]),
                "media_attributes": .array([.object(["id": .string(picture), "description": .string("B")])]),
            ])
        #expect(edited.status == 200)
        return id
    }

    private func expectNone(_ client: MastodonClient) throws {
        let found = try violations(client)
        #expect(found == [], "\(found.joined(separator: "\n"))")
    }

    @Test("requests that are wrong by the document are told apart")
    func wrong() async throws {
        let client = MastodonClient(.mastodon.unthrottled, contract: try Self.contract.get())
        _ = try await client.post("a", ["visibilty": .string("public")])
        _ = try await client.post("a", ["sensitive": .string("true"), "in_reply_to_id": .number(7)])
        _ = try await client.json("POST", "/api/v1/statuses", ["spoiler_text": .string("a")])
        _ = try await client.get("/api/v1/notifications?types=mention&limit=many")
        _ = try await client.get("/api/v1/timelines/moon")
        _ = try await client.json("POST", "/api/v2/media", ["description": .string("a")])
        let found = try violations(client)
        for part in [
            "body.visibilty is not declared", "body.sensitive must be boolean, not string",
            "body.in_reply_to_id must be string, not integer", "body.status must be there",
            "query.types is not declared", "query.limit must be integer", "GET /api/v1/timelines/moon: path",
            "body.file must be there",
        ] {
            #expect(found.contains { $0.contains(part) }, "\(part) in \(found)")
        }
        #expect(try #require(client.network as? ContractNetwork).operations["POST /api/v1/statuses"] == 3)
    }

    @Test("what comes over a socket is checked, too")
    func socket() async throws {
        let host = FakeMastodonHost(accounts: ["bakery"], clock: FakeClock())
        let checked = ContractHost(host, contract: try Self.contract.get())
        let transport = NetworkTransport(.withThisMachine)
        let url = try await FakeNetworkServer.with(checked) { server in
            for body in ["status=a", "status=a&visibility=secret", "status=a&colour=red"] {
                _ = try await transport.send(
                    HTTPRequest(
                        method: "POST", url: server.url + "/api/v1/statuses",
                        headers: [HTTPField("Content-Type", "application/x-www-form-urlencoded")],
                        authorization: Secret("Bearer a"), body: Array(body.utf8)))
            }
            return server.url
        }
        try await transport.shutdown()
        #expect(url.hasPrefix("http://127.0.0.1:"))
        #expect(checked.violations.map(\.place) == ["body.visibility", "body.colour"])
    }

    @Test("each deviation has a reason and is needed by some request")
    func deviations() throws {
        let all = MastodonContract.deviations + MastodonContract.extensions.values.flatMap { $0 }
        #expect(all.allSatisfy { $0.reason.hasSuffix(".") && $0.reason.count > 20 })
        let bare = OpenAPIContract(
            try Self.contract.get().document, conventions: MastodonContract.conventions)
        var request = HTTPRequest(
            method: "POST", url: "https://fake.example/api/v1/statuses",
            headers: [
                HTTPField("Authorization", "Bearer a"), HTTPField("Content-Type", "application/json"),
                HTTPField("Idempotency-Key", "k"),
            ], body: Array(#"{"status":"a","media_ids":["1"],"content_type":"text/plain"}"#.utf8))
        let places = Set(bare.violations(request).map(\.place))
        #expect(places == ["header.Idempotency-Key", "body", "body.content_type"])
        #expect(try Self.contract.get().violations(request).map(\.place) == ["body.content_type"])
        let extended = try MastodonContract.make(try MastodonSpecs.document(), for: "pleroma")
        #expect(extended.violations(request) == [])
        let elsewhere = try MastodonContract.make(try MastodonSpecs.document(), for: "pixelfed")
        #expect(elsewhere.violations(request).map(\.place) == ["body.content_type"])
        request.url = "https://fake.example/oauth/token"
        request.body = Array(
            #"{"grant_type":"refresh_token","client_id":"a","client_secret":"b","refresh_token":"c"}"#.utf8)
        #expect(bare.violations(request).count == 3)
    }
}
