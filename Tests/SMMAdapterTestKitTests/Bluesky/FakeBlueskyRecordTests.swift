import SMMAdapterKit
import SMMAdapterTestKit
import SMMAtproto
import SMMModel
import Testing

@Suite("The fake AT Protocol server: records")
struct FakeBlueskyRecordTests {
    static let profiles = ["reference", "pds1", "pds2"]

    private func client(_ profile: String) throws -> BlueskyClient {
        try BlueskyClient(try #require(FakeBlueskyRules.profiles[profile]))
    }

    @Test("the same record put twice is one record with its real CID", arguments: profiles)
    func twice(profile: String) throws {
        let client = try client(profile)
        let token = try client.login().access
        let record = client.record("Grüße")
        let first = try client.put(client.key(1), record, token: token)
        #expect(first.status == 200 && first.value["cid"]?.string == ATValue.map(record).cid.text)
        #expect(first.value["commit"] != nil)
        let second = try client.put(client.key(1), record, token: token)
        #expect(second.status == 200 && second.value["cid"] == first.value["cid"] && second.value["commit"] == nil)
        let query = "repo=\(client.did)&collection=app.bsky.feed.post&rkey=\(client.key(1))"
        let got = try client.call("GET", "com.atproto.repo.getRecord?" + query)
        #expect(got.value["value"] == .map(record) && got.value["cid"] == first.value["cid"])
        let report = client.host.report()
        #expect(report.made(by: client.did).count == 1 && report.doubles.isEmpty && report.changes == 0)
    }

    @Test(
        "createRecord on a taken key does what each server did",
        arguments: [("reference", 500), ("pds1", 400), ("pds2", 200)])
    func taken(profile: String, status: Int) throws {
        let client = try client(profile)
        let token = try client.login().access
        _ = try client.put(client.key(1), client.record("one"), token: token)
        let again = try client.put(client.key(1), client.record("two"), token: token, method: "createRecord")
        #expect(again.status == status)
        #expect(again.error == (profile == "reference" ? "InternalServerError" : nil))
        #expect(client.host.snapshot.record(client.uri(1))?.value["text"] == (status == 200 ? "two" : "one"))
        #expect(client.host.report().changes == (status == 200 ? 1 : 0))
    }

    @Test("swapRecord null is looked at by the reference alone, and only where the record differs", arguments: profiles)
    func swaps(profile: String) throws {
        let client = try client(profile)
        let token = try client.login().access
        _ = try client.put(client.key(1), client.record("one"), token: token)
        #expect(
            try client.put(client.key(1), client.record("one"), token: token, more: ["swapRecord": .null]).status == 200
        )
        let other = try client.put(client.key(1), client.record("two"), token: token, more: ["swapRecord": .null])
        #expect(other.status == (profile == "reference" ? 400 : 200))
        #expect(other.error == (profile == "reference" ? "InvalidSwap" : nil))
        let wrong = ATValue.map(client.record("three")).cid.text
        #expect(
            try client.put(client.key(1), client.record("four"), token: token, more: ["swapRecord": .string(wrong)])
                .status == 400)
    }

    @Test("a record that breaks its lexicon is accepted or refused as each server did", arguments: profiles)
    func lexicons(profile: String) throws {
        let client = try client(profile)
        let token = try client.login().access
        let long = client.record(String(repeating: "a", count: 301))
        var facet = client.record("a")
        facet["facets"] = [["index": ["byteStart": -1, "byteEnd": 1], "features": []]]
        for (number, record) in [long, facet].enumerated() {
            let reply = try client.put(client.key(number), record, token: token)
            #expect(reply.status == (profile == "pds1" ? 200 : 400))
            #expect(reply.error == (profile == "pds1" ? nil : "InvalidRequest"))
        }
        #expect(try client.put("self", client.record("a"), token: token).status == (profile == "pds1" ? 200 : 400))
    }

    @Test("deleting twice ends as each server had it", arguments: [("reference", 200), ("pds1", 400), ("pds2", 200)])
    func deletes(profile: String, status: Int) throws {
        let client = try client(profile)
        let token = try client.login().access
        _ = try client.put(client.key(1), client.record("one"), token: token)
        let body: ATValue = [
            "repo": .string(client.did), "collection": "app.bsky.feed.post", "rkey": .string(client.key(1)),
        ]
        #expect(try client.call("POST", "com.atproto.repo.deleteRecord", body, token: token).status == 200)
        #expect(try client.call("POST", "com.atproto.repo.deleteRecord", body, token: token).status == status)
        let query = "repo=\(client.did)&collection=app.bsky.feed.post&rkey=\(client.key(1))"
        let got = try client.call("GET", "com.atproto.repo.getRecord?" + query)
        #expect(got.status == 400 && got.error == (profile == "pds1" ? nil : "RecordNotFound"))
        #expect(
            got.headers.values("Content-Type") == [
                profile == "pds1" ? "text/plain; charset=utf-8" : "application/json; charset=utf-8"
            ])
        _ = try client.put(client.key(1), client.record("one"), token: token)
        #expect(client.host.report().remade.count == 1 && client.host.report().changes == 1)
    }

    @Test("a batch is applied whole or not at all")
    func batch() throws {
        let client = try BlueskyClient()
        let token = try client.login().access
        func write(_ number: Int) -> ATValue {
            [
                "$type": "com.atproto.repo.applyWrites#create", "collection": "app.bsky.feed.post",
                "rkey": .string(client.key(number)), "value": .map(client.record("\(number)")),
            ]
        }
        func apply(_ numbers: [Int]) throws -> BlueskyClient.Reply {
            try client.call(
                "POST", "com.atproto.repo.applyWrites",
                ["repo": .string(client.did), "writes": .array(numbers.map(write))], token: token)
        }
        let done = try apply([1, 2])
        #expect(done.status == 200 && done.value["results"]?.elements?.count == 2)
        #expect(try apply([3, 2]).status == 500)
        #expect(client.host.report().keys(of: client.did) == [client.key(1), client.key(2)])
    }

    @Test("own records are listed newest first, page by page, and only after the lag")
    func listing() throws {
        var rules = FakeBlueskyRules.reference
        rules.listingLag = .seconds(30)
        let client = try BlueskyClient(rules)
        let token = try client.login().access
        for number in 0..<5 { _ = try client.put(client.key(number), client.record("\(number)"), token: token) }
        let path = "com.atproto.repo.listRecords?repo=alice.example&collection=app.bsky.feed.post&limit=3"
        #expect(try client.call("GET", path).value["records"] == [])
        client.clock.advance(by: .seconds(30))
        let first = try client.call("GET", path).value
        #expect(first["records"]?.elements?.compactMap { $0["value"]?["text"]?.string } == ["4", "3", "2"])
        let cursor = try #require(first["cursor"]?.string)
        let second = try client.call("GET", path + "&cursor=" + cursor).value
        #expect(second["records"]?.elements?.count == 2 && second["cursor"] == nil)
    }

    @Test("a blob is there for a while, kept once a record names it, and must be what the record says")
    func blobs() throws {
        let client = try BlueskyClient()
        let token = try client.login().access
        let upload = try client.raw(
            "POST", "/xrpc/com.atproto.repo.uploadBlob", ("image/png", [1, 2, 3]), token: token)
        let blob = try #require(ATBlob(upload.value["blob"]))
        #expect(blob.ref == CID(.raw, hashing: [1, 2, 3]) && blob.size == 3)
        func post(_ blob: ATBlob) -> [String: ATValue] {
            var record = client.record("picture")
            record["embed"] = ["$type": "app.bsky.embed.images", "images": [["image": blob.value, "alt": ""]]]
            return record
        }
        var wrong = blob
        wrong.mimeType = "image/jpeg"
        #expect(try client.put(client.key(1), post(wrong), token: token).error == "InvalidMimeType")
        wrong = blob
        wrong.size = 4
        #expect(try client.put(client.key(1), post(wrong), token: token).error == "InvalidSize")
        client.clock.advance(by: .hours(1))
        #expect(try client.put(client.key(1), post(blob), token: token).error == "InvalidRequest")
        _ = try client.raw("POST", "/xrpc/com.atproto.repo.uploadBlob", ("image/png", [1, 2, 3]), token: token)
        #expect(try client.put(client.key(1), post(blob), token: token).status == 200)
        client.clock.advance(by: .minutes(90))
        let later = try client.login().access
        #expect(try client.put(client.key(2), post(blob), token: later).status == 200)
        let big = [UInt8](repeating: 0, count: (5 << 20) + 1)
        let refused = try client.raw("POST", "/xrpc/com.atproto.repo.uploadBlob", ("image/png", big), token: later)
        #expect(refused.status == 413 && refused.error == "PayloadTooLarge")
    }

    @Test("the budget is told in epoch seconds, and what is over it waits")
    func budget() throws {
        var rules = FakeBlueskyRules.reference
        rules.pointsPerHour = 5
        let client = try BlueskyClient(rules)
        let token = try client.login().access
        let first = try client.put(client.key(1), client.record("1"), token: token).headers
        #expect(first.values("ratelimit-limit") == ["5"] && first.values("ratelimit-remaining") == ["3"])
        #expect(first.values("ratelimit-policy") == ["5;w=3600"])
        #expect(first.values("ratelimit-reset") == ["\(client.clock.now.milliseconds / 1000 + 3600)"])
        _ = try client.put(client.key(2), client.record("2"), token: token)
        let third = try client.put(client.key(3), client.record("3"), token: token)
        #expect(third.status == 429 && third.error == "RateLimitExceeded")
        #expect(third.headers.values("retry-after") == ["3600"])
        client.clock.advance(by: .hours(1))
        #expect(try client.put(client.key(3), client.record("3"), token: token).status == 200)
    }

    @Test("lost, late and doubled requests leave the effects that were planned")
    func faults() throws {
        let client = try BlueskyClient()
        let token = try client.login().access
        func send(_ number: Int, key: Bool = true) -> FakeAnswer {
            var body: [String: ATValue] = [
                "repo": .string(client.did), "collection": "app.bsky.feed.post",
                "record": .map(client.record("\(number)")),
            ]
            if key { body["rkey"] = .string(client.key(number)) }
            return client.host.handle(
                HTTPRequest(
                    method: "POST",
                    url: "https://pds.example/xrpc/com.atproto.repo." + (key ? "putRecord" : "createRecord"),
                    headers: [
                        HTTPField("Content-Type", "application/json"), HTTPField("Authorization", "Bearer " + token),
                    ],
                    body: ATValue.map(body).json))
        }
        client.host.plan(.publish, [.lose(effect: true), .lose(effect: false), .late(.seconds(5)), .twice])
        #expect(send(1) == .closed && client.host.report().keys(of: client.did).count == 1)
        #expect(send(2) == .closed && client.host.report().keys(of: client.did).count == 1)
        #expect(send(3) == .closed && client.host.report().keys(of: client.did).count == 1)
        client.clock.advance(by: .seconds(5))
        #expect(client.host.report().keys(of: client.did).count == 2)
        _ = send(4, key: false)
        #expect(client.host.report().doubles.map(\.count) == [2])
        #expect(client.host.effectRequests == 4)
    }
}
