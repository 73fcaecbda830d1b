import SMMAdapterKit
import SMMAdapterTestKit
import SMMAtproto
import SMMModel
import SMMTestSupport
import Testing

@Suite("The fake AT Protocol server: broken requests")
struct FakeBlueskyRobustnessTests {
    @Test("ten thousand broken requests never trap, and none of them makes a second post of one record")
    func mutations() throws {
        let client = try BlueskyClient()
        let token = try client.login("privileged").access
        let record = client.record("Hello")
        let put: ATValue = [
            "repo": .string(client.did), "collection": "app.bsky.feed.post", "rkey": .string(client.key(1)),
            "record": .map(record),
        ]
        let requests: [(verb: String, path: String, body: [UInt8])] = [
            ("POST", "com.atproto.repo.putRecord", put.json),
            ("POST", "com.atproto.repo.applyWrites", ATValue.map(["repo": .string(client.did), "writes": [put]]).json),
            (
                "POST", "com.atproto.server.createSession",
                Array(#"{"identifier":"alice.example","password":"app"}"#.utf8)
            ),
            ("GET", "com.atproto.repo.listRecords?repo=\(client.did)&collection=app.bsky.feed.post&limit=5", []),
            ("GET", "app.bsky.feed.getPostThread?uri=\(client.uri(1))&depth=3", []),
            ("GET", "app.bsky.notification.listNotifications?limit=3&cursor=7", []),
            ("POST", "chat.bsky.convo.sendMessage", Array(#"{"convoId":"c","message":{"text":"a"}}"#.utf8)),
            ("POST", "app.bsky.video.startUpload", Array(#"{"sizeBytes":10,"mimeType":"video/mp4"}"#.utf8)),
        ]
        var mutator = FakeMutator(seed: 20_261_127)
        for round in 0..<10_000 {
            let (verb, path, body) = requests[round % requests.count]
            let isBody = !body.isEmpty && round % 3 != 0
            let url = isBody ? path : String(decoding: mutator.mutate(Array(path.utf8)), as: UTF8.self)
            let answer = client.host.handle(
                HTTPRequest(
                    method: verb, url: "https://pds.example/xrpc/" + url,
                    headers: [
                        HTTPField("Content-Type", "application/json"), HTTPField("Authorization", "Bearer " + token),
                        HTTPField("atproto-proxy", BlueskyClient.chat),
                    ], body: isBody ? mutator.mutate(body) : body))
            guard case .whole(let response) = answer else {
                Issue.record("no whole answer")
                return
            }
            #expect((200...599).contains(response.status))
        }
        // What a broken body still says is done, but never twice: the key decides.
        let report = client.host.report()
        #expect(Set(report.made(by: client.did).map(\.key)).count == report.made(by: client.did).count)
        #expect(try client.put(client.key(1), record, token: token).status == 200)
    }
}
