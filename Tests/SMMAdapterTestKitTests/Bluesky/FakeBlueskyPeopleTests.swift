import SMMAdapterKit
import SMMAdapterTestKit
import SMMAtproto
import SMMModel
import SMMTestSupport
import SMMTransport
import Testing

@Suite("The fake AT Protocol server: people, messages, video, and its doors")
struct FakeBlueskyPeopleTests {
    @Test("what others do is seen in notifications, counts and threads")
    func others() throws {
        let client = try BlueskyClient()
        let token = try client.login().access
        _ = try client.put(client.key(1), client.record("Hello"), token: token)
        let uri = client.uri(1)
        let reply = client.host.change { network, now in
            network.like(uri, by: "bob.example", now: now)
            network.repost(uri, by: "bob.example", now: now)
            network.follow("alice.example", by: "bob.example", now: now)
            network.post("@alice", by: "bob.example", mentioning: "alice.example", now: now)
            network.post("look", by: "bob.example", quoting: uri, now: now)
            return network.post("Hi", by: "bob.example", answering: uri, now: now)
        }
        let path = "app.bsky.notification.listNotifications?limit=4"
        let first = try client.call("GET", path, token: token).value
        let reasons = { (page: ATValue) in page["notifications"]?.elements?.compactMap { $0["reason"]?.string } ?? [] }
        #expect(reasons(first) == ["reply", "quote", "mention", "follow"])
        let rest = try client.call("GET", path + "&cursor=\(first["cursor"]?.string ?? "")", token: token).value
        #expect(reasons(rest) == ["repost", "like"] && rest["cursor"] == nil)
        let count = "app.bsky.notification.getUnreadCount"
        #expect(try client.call("GET", count, token: token).value["count"] == 6)
        let seen: ATValue = ["seenAt": .string(ATDatetime(milliseconds: client.clock.now.milliseconds).text)]
        #expect(try client.call("POST", "app.bsky.notification.updateSeen", seen, token: token).status == 200)
        #expect(try client.call("GET", count, token: token).value["count"] == 0)
        let post = try client.call("GET", "app.bsky.feed.getPosts?uris=" + uri, token: token).value["posts"]?[0]
        #expect(["likeCount", "repostCount", "replyCount", "quoteCount"].map { post?[$0]?.integer } == [1, 1, 1, 1])
        let thread = try client.call("GET", "app.bsky.feed.getPostThread?uri=" + uri, token: token).value["thread"]
        #expect(thread?["replies"]?[0]?["post"]?["uri"]?.string == reply)
        let below = try client.call("GET", "app.bsky.feed.getPostThread?uri=" + (reply ?? ""), token: token).value[
            "thread"]
        #expect(below?["parent"]?["post"]?["uri"]?.string == uri)
        let missing = try client.call("GET", "app.bsky.feed.getPostThread?uri=" + client.uri(9), token: token)
        #expect(missing.status == 400 && missing.error == "NotFound")
        let profile = try client.call("GET", "app.bsky.actor.getProfile?actor=alice.example", token: token).value
        #expect(profile["followersCount"] == 1 && profile["postsCount"] == 1)
    }

    @Test("late and scrambled notifications come late and out of order, and none is lost")
    func scrambled() throws {
        var rules = FakeBlueskyRules.reference
        rules.notificationDelay = .seconds(10)
        rules.scramblesNotifications = true
        let client = try BlueskyClient(rules)
        let token = try client.login().access
        client.host.change { network, now in
            for number in 0..<4 { network.post("\(number)", by: "bob.example", mentioning: "alice.example", now: now) }
        }
        func texts() throws -> [String] {
            try client.call("GET", "app.bsky.notification.listNotifications", token: token).value["notifications"]?
                .elements?.compactMap { $0["record"]?["text"]?.string } ?? []
        }
        #expect(try texts() == [])
        client.clock.advance(by: .seconds(10))
        #expect(try texts() == ["2", "0"])
        client.clock.advance(by: .seconds(10))
        #expect(try texts() == ["2", "3", "0", "1"])
    }

    @Test("messages go through the proxy header and a privileged session alone")
    func messages() throws {
        let client = try BlueskyClient()
        let plain = try client.login("app").access
        let token = try client.login("privileged").access
        let bob = try #require(client.host.snapshot.account("bob.example")?.did)
        let open = "chat.bsky.convo.getConvoForMembers?members=" + bob
        #expect(try client.call("GET", open, token: plain, proxy: BlueskyClient.chat).error == "InvalidToken")
        #expect(try client.call("GET", open, token: token).error == "InvalidRequest")
        let id = try #require(
            try client.call("GET", open, token: token, proxy: BlueskyClient.chat).value["convo"]?["id"]?.string)
        let body: ATValue = ["convoId": .string(id), "message": ["text": "Hello"]]
        for _ in 0..<2 {
            #expect(
                try client.call("POST", "chat.bsky.convo.sendMessage", body, token: token, proxy: BlueskyClient.chat)
                    .status == 200)
        }
        #expect(client.host.report().doubledMessages.map(\.count) == [2])
        let log = try client.call("GET", "chat.bsky.convo.getLog", token: token, proxy: BlueskyClient.chat).value
        #expect(log["logs"]?.elements?.count == 2)
        client.host.change { network, now in network.message("Hi", to: "alice.example", by: "bob.example", now: now) }
        let cursor = try #require(log["cursor"]?.string)
        let news = try client.call(
            "GET", "chat.bsky.convo.getLog?cursor=" + cursor, token: token, proxy: BlueskyClient.chat
        ).value
        #expect(news["logs"]?.elements?.map { $0["message"]?["text"]?.string } == ["Hi"])
        let all = try client.call(
            "GET", "chat.bsky.convo.getMessages?convoId=\(id)&limit=2", token: token, proxy: BlueskyClient.chat
        ).value
        #expect(all["messages"]?.elements?.map { $0["text"]?.string } == ["Hi", "Hello"] && all["cursor"] != nil)
        let list = try client.call("GET", "chat.bsky.convo.listConvos", token: token, proxy: BlueskyClient.chat).value
        #expect(list["convos"]?.elements?.count == 1)
        client.host.change { network, now in
            network.addAccount("carol.example", now: now)
            network.change("carol.example") { $0.messages = .none }
        }
        let carol = try #require(client.host.snapshot.account("carol.example")?.did)
        let closed = try client.call(
            "GET", "chat.bsky.convo.getConvoForMembers?members=" + carol, token: token, proxy: BlueskyClient.chat)
        #expect(closed.error == "MessagesDisabled")
    }

    private func serviceToken(_ client: BlueskyClient) throws -> String {
        let seconds = client.clock.now.milliseconds / 1000 + 1800
        let query = "aud=\(client.host.snapshot.serverDID)&lxm=com.atproto.repo.uploadBlob&exp=\(seconds)"
        let reply = try client.call(
            "GET", "com.atproto.server.getServiceAuth?" + query, token: try client.login().access)
        return try #require(reply.value["token"]?.string)
    }

    @Test("a video goes up in parts, whatever is lost is asked for, and its blob can be posted once it is ready")
    func parts() throws {
        var rules = FakeBlueskyRules.reference
        rules.video.partSize = 4
        let client = try BlueskyClient(rules)
        let token = try serviceToken(client)
        let start: ATValue = ["sizeBytes": 10, "mimeType": "video/mp4"]
        #expect(
            try client.call("POST", "app.bsky.video.startUpload", start, token: try client.login().access).status == 401
        )
        let begun = try client.call("POST", "app.bsky.video.startUpload", start, token: token).value
        #expect(begun["partCount"] == 3)
        let id = try #require(begun["jobId"]?.string)
        func part(_ number: Int, _ count: Int) throws -> BlueskyClient.Reply {
            try client.raw(
                "POST", "/xrpc/app.bsky.video.uploadPart?jobId=\(id)&partNumber=\(number)",
                ("application/octet-stream", [UInt8](repeating: UInt8(number), count: count)), token: token)
        }
        #expect(try part(1, 4).status == 200 && part(3, 4).error == "PartSizeMismatch" && part(3, 2).status == 200)
        #expect(try part(4, 1).error == "InvalidPartNumber")
        let finish: ATValue = ["jobId": .string(id)]
        #expect(try client.call("POST", "app.bsky.video.finishUpload", finish, token: token).error == "MissingParts")
        let status = try client.call("GET", "app.bsky.video.getUploadStatus?jobId=" + id, token: token).value
        #expect(status["receivedParts"] == [1, 3] && status["state"] == "created")
        _ = try part(2, 4)
        let done = try client.call("POST", "app.bsky.video.finishUpload", finish, token: token).value
        #expect(try client.call("POST", "app.bsky.video.finishUpload", finish, token: token).value == done)
        let job = "app.bsky.video.getJobStatus?jobId=" + (done["completedJobId"]?.string ?? "")
        #expect(try client.call("GET", job, token: token).value["jobStatus"]?["state"] == "JOB_STATE_ENCODING")
        client.clock.advance(by: .seconds(10))
        let blob = try #require(try client.call("GET", job, token: token).value["jobStatus"]?["blob"])
        var record = client.record("video")
        record["embed"] = ["$type": "app.bsky.embed.video", "video": blob]
        #expect(try client.put(client.key(1), record, token: try client.login().access).status == 200)
    }

    @Test("a video that is there already is an error which names it")
    func duplicate() throws {
        let client = try BlueskyClient()
        let token = try serviceToken(client)
        func upload() throws -> BlueskyClient.Reply {
            try client.raw(
                "POST", "/xrpc/app.bsky.video.uploadVideo?did=\(client.did)&name=a.mp4", ("video/mp4", [1, 2, 3]),
                token: token)
        }
        let limits = try client.call("GET", "app.bsky.video.getUploadLimits", token: token)
        #expect(limits.status == 401)  // the token is for the upload alone
        let query = "aud=did:web:video.example&lxm=app.bsky.video.getUploadLimits"
        let auth = try client.call(
            "GET", "com.atproto.server.getServiceAuth?" + query, token: try client.login().access)
        let asked = try client.call(
            "GET", "app.bsky.video.getUploadLimits", token: try #require(auth.value["token"]?.string))
        #expect(asked.value["canUpload"] == true && asked.value["remainingDailyVideos"] == 25)
        let first = try upload().value["jobStatus"]?["jobId"]
        client.clock.advance(by: .seconds(10))
        let second = try upload()
        #expect(second.status == 409 && second.error == "already_exists")
        #expect(second.value["jobId"] == first && ATBlob(second.value["blob"])?.size == 3)
    }

    @Test("a harness drives it over HTTP from outside")
    func control() async throws {
        let clock = FakeClock()
        let host = FakeBlueskyHost(.pds2, clock: clock)
        let transport = NetworkTransport(.withThisMachine)
        let server = try await FakeNetworkServer.start(host, control: { host.control($0) })
        func send(_ method: String, _ path: String, _ body: String = "", token: String? = nil) async throws
            -> HTTPResponse
        {
            try await transport.send(
                HTTPRequest(
                    method: method, url: server.url + path, headers: [HTTPField("Content-Type", "application/json")],
                    authorization: token.map { Secret("Bearer " + $0) }, body: Array(body.utf8)))
        }
        let added = try await send("POST", "/fake/accounts", #"{"handle":"dora.example","password":"p"}"#)
        let did = try #require(FakeJSON(bytes: added.body)?["did"]?.string)
        _ = try await send("PUT", "/fake/url", server.url)
        let document = try await send("GET", "/" + did)
        #expect(DIDDocument(json: document.body)?.server == server.url)
        let login = try await send(
            "POST", "/xrpc/com.atproto.server.createSession", #"{"identifier":"dora.example","password":"p"}"#)
        let token = try #require(FakeJSON(bytes: login.body)?["accessJwt"]?.string)
        let fault = #"{"kind":"publish","account":"\#(did)","faults":[{"lose":{"effect":true}}]}"#
        #expect(try await send("POST", "/fake/plan", fault).status == 200)
        let record =
            #"{"repo":"\#(did)","collection":"app.bsky.feed.post","rkey":"3jzfcijpj2z2a","record":{"text":"a","createdAt":"2026-11-23T10:00:00Z"}}"#
        await #expect(throws: HTTPTransportError.self) {
            try await send("POST", "/xrpc/com.atproto.repo.putRecord", record, token: token)
        }
        #expect(
            try await send(
                "POST", "/fake/act",
                #"{"deed":"like","by":"eve.example","uri":"at://\#(did)/app.bsky.feed.post/3jzfcijpj2z2a"}"#
            ).status == 200)
        let report = try #require(FakeJSON(bytes: try await send("GET", "/fake/report").body))
        #expect(report["standing"]?[did]?["app.bsky.feed.post"]?.elements?.count == 1)
        #expect(report["writes"]?.elements?.count == 2)
        _ = try await send("POST", "/fake/accounts", #"{"handle":"dora.example","appPassword":"q"}"#)
        let other = #"{"identifier":"dora.example","password":"q"}"#
        #expect(try await send("POST", "/xrpc/com.atproto.server.createSession", other).status == 200)
        #expect(try await send("POST", "/fake/forget", "dora.example").status == 200)
        #expect(try await send("POST", "/xrpc/com.atproto.server.createSession", other).status != 200)
        let rules = try await send("GET", "/fake/rules")
        #expect(try await send("PUT", "/fake/rules", String(decoding: rules.body, as: UTF8.self)).status == 200)
        #expect(try await send("GET", "/fake/nothing").status == 404)
        #expect(try await send("POST", "/fake/plan", "x").status == 400)
        #expect(host.snapshot.rules == .pds2)
        try await server.stop()
        try await transport.shutdown()
    }

    @Test(
        "a network that watches notes what breaks a lexicon and hands everything on",
        .enabled(if: SharedFolder.isWanted))
    func watched() async throws {
        let client = try BlueskyClient()
        let network = LexiconNetwork(client.host, try SharedLexicons.catalog())
        let base = "https://pds.example/xrpc/com.atproto.identity.resolveHandle?"
        let good = try await network.send(HTTPRequest(method: "GET", url: base + "handle=alice.example"))
        #expect(good.status == 200 && network.violations.isEmpty)
        let odd = try await network.send(HTTPRequest(method: "GET", url: base + "handle=alice.example&x=1"))
        #expect(odd.status == 200 && network.violations.count == 1 && network.checked == 2)
    }
}
