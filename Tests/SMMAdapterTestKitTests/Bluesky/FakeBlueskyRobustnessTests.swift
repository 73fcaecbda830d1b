import SMMAdapterKit
import SMMAdapterTestKit
import SMMAtproto
import SMMModel
import SMMTestSupport
import Testing

@Suite("The fake AT Protocol server: broken requests")
struct FakeBlueskyRobustnessTests {
    private struct Call {
        let verb: String
        let path: String
        let body: [UInt8]
        let token: String
    }

    private static func calls(_ client: BlueskyClient, _ convo: String, _ token: String, service: String) -> [Call] {
        let write: [String: ATValue] = [
            "collection": "app.bsky.feed.post", "rkey": .string(client.key(1)),
        ]
        let put = write.merging(["repo": .string(client.did), "record": .map(client.record("Hello"))]) { one, _ in one }
        let update = write.merging([
            "$type": "com.atproto.repo.applyWrites#update", "value": .map(client.record("Hello")),
        ]) { one, _ in one }
        let writes: ATValue = ["repo": .string(client.did), "writes": [.map(update)]]
        return [
            Call(verb: "POST", path: "com.atproto.repo.putRecord", body: ATValue.map(put).json, token: token),
            Call(verb: "POST", path: "com.atproto.repo.applyWrites", body: writes.json, token: token),
            Call(
                verb: "GET",
                path: "com.atproto.repo.listRecords?repo=\(client.did)&collection=app.bsky.feed.post&limit=5", body: [],
                token: token),
            Call(verb: "GET", path: "app.bsky.feed.getPostThread?uri=\(client.uri(1))&depth=3", body: [], token: token),
            Call(verb: "GET", path: "app.bsky.notification.listNotifications?limit=3&cursor=7", body: [], token: token),
            Call(
                verb: "POST", path: "chat.bsky.convo.sendMessage",
                body: Array(#"{"convoId":"\#(convo)","message":{"text":"a"}}"#.utf8), token: token),
            Call(
                verb: "POST", path: "app.bsky.video.startUpload",
                body: Array(#"{"sizeBytes":10,"mimeType":"video/mp4"}"#.utf8), token: service),
        ]
    }

    private static func request(_ call: Call) -> HTTPRequest {
        HTTPRequest(
            method: call.verb, url: "https://pds.example/xrpc/" + call.path,
            headers: [
                HTTPField("Content-Type", "application/json"), HTTPField("Authorization", "Bearer " + call.token),
                HTTPField("atproto-proxy", BlueskyClient.chat),
            ], body: call.body)
    }

    private static func client() throws -> (client: BlueskyClient, token: String, calls: [Call]) {
        let client = try BlueskyClient()
        let token = try client.login("privileged").access
        let bob = client.host.change { network, _ in
            network.rules.pointsPerHour = 1 << 30
            network.rules.pointsPerDay = 1 << 30
            return network.account("bob.example")?.did
        }
        let convo = try client.call(
            "GET", "chat.bsky.convo.getConvoForMembers?members=" + #require(bob), token: token,
            proxy: BlueskyClient.chat
        ).value["convo"]?["id"]?.string
        let ends = client.clock.now.milliseconds / 1000 + 1800
        let service = try client.call(
            "GET",
            "com.atproto.server.getServiceAuth?aud=\(client.host.snapshot.serverDID)"
                + "&lxm=com.atproto.repo.uploadBlob&exp=\(ends)", token: token
        ).value["token"]?.string
        return (client, token, calls(client, try #require(convo), token, service: try #require(service)))
    }

    @Test("ten thousand broken requests never trap, each is answered, and none makes a second post of one record")
    func mutations() throws {
        let (client, token, calls) = try Self.client()
        let rounds = 10_000
        var mutator = FakeMutator(seed: 20_261_127)
        var statuses: [String: [Int: Int]] = [:]
        for round in 0..<rounds {
            let whole = calls[round % calls.count]
            let isBody = !whole.body.isEmpty && round % 3 != 0
            let call = Call(
                verb: whole.verb,
                path: isBody ? whole.path : String(decoding: mutator.mutate(Array(whole.path.utf8)), as: UTF8.self),
                body: isBody ? mutator.mutate(whole.body) : whole.body, token: whole.token)
            guard case .whole(let response) = client.host.handle(Self.request(call)) else {
                Issue.record("no whole answer")
                return
            }
            let name = String(whole.path.prefix { $0 != "?" })
            statuses[name, default: [:]][response.status, default: 0] += 1
        }
        for (name, counts) in statuses {
            // Some are broken where it does not matter, most where it does; and no fault of the request is the server's.
            #expect(counts[200, default: 0] > 0, "\(name): \(counts)")
            #expect(counts[400, default: 0] > 0, "\(name): \(counts)")
            #expect(Set(counts.keys).isSubset(of: [200, 400, 401, 404, 405, 413, 415, 500, 501]), "\(name): \(counts)")
        }
        // What a broken body still says is done, but never twice: the key decides.
        let made = client.host.report().made(by: client.did)
        #expect(!made.isEmpty)
        #expect(Set(made.map(\.key)).count == made.count)
        #expect(try client.put(client.key(1), client.record("Hello"), token: token).status == 200)
        #expect(client.host.report().made(by: client.did).count { $0.key == client.key(1) } == 1)
    }
}
