import SMMAdapterKit
import SMMAdapterTestKit
import SMMAtproto
import SMMTestSupport
import Testing

@Suite("Lexicons", .enabled(if: SharedFolder.isWanted))
struct LexiconTests {
    private static let folder = "atproto-interop/lexicon/"

    @Test("documents the protocol calls valid are read, those it calls invalid are refused")
    func documents() throws {
        let valid = try #require(try SharedLexicons.json(Self.folder + "lexicon-valid.json").elements)
        #expect(valid.count == 3)
        for one in valid { _ = try LexiconCatalog([try #require(one["lexicon"])]) }
        let invalid = try #require(try SharedLexicons.json(Self.folder + "lexicon-invalid.json").elements)
        #expect(invalid.count == 7)
        for one in invalid {
            let document = try #require(one["lexicon"])
            #expect(throws: LexiconError.self, "\(one["name"]?.string ?? "")") { try LexiconCatalog([document]) }
        }
    }

    @Test("records are judged as the protocol's fixtures say")
    func records() throws {
        let catalog = try LexiconCatalog(folder: SharedFolder.specs + "/" + Self.folder + "catalog")
        for (name, isValid, count) in [("record-data-valid", true, 3), ("record-data-invalid", false, 50)] {
            let cases = try #require(try SharedLexicons.json(Self.folder + name + ".json").elements)
            #expect(cases.count >= count)
            for one in cases {
                var check = LexiconCheck(catalog)
                check.record(try #require(one["data"]), of: "example.lexicon.record", key: one["rkey"]?.string)
                #expect(check.violations.isEmpty == isValid, "\(one["name"]?.string ?? ""): \(check.violations)")
            }
        }
    }

    @Test("all lexicons of the network are read")
    func all() throws {
        let catalog = try SharedLexicons.catalog()
        #expect(catalog.count > 400)
        #expect(catalog.definition("app.bsky.feed.post")?["key"] == "tid")
        #expect(catalog.definition("#view", in: "app.bsky.embed.images") != nil)
    }

    private func codes(
        _ catalog: LexiconCatalog, _ verb: String, _ path: String, _ body: ATValue? = nil,
        type: String = "application/json"
    ) -> [LexiconViolation.Code] {
        let headers = body == nil ? [] : [HTTPField("Content-Type", type)]
        let request = HTTPRequest(
            method: verb, url: "https://pds.example/xrpc/" + path, headers: headers, body: body?.json ?? [])
        return catalog.violations(of: request).map(\.code)
    }

    @Test("requests are checked in verb, query, content type, body and the records inside")
    func requests() throws {
        let catalog = try SharedLexicons.catalog()
        #expect(
            codes(catalog, "GET", "app.bsky.feed.getPosts?uris=at://did:plc:a/app.bsky.feed.post/3jzfcijpj2z2a") == [])
        #expect(codes(catalog, "GET", "app.bsky.notification.listNotifications?limit=101") == [.range])
        #expect(
            codes(catalog, "GET", "app.bsky.notification.listNotifications?limit=ten&since=1") == [
                .unknownField, .type,
            ])
        #expect(codes(catalog, "GET", "app.bsky.feed.getPosts") == [.missing])
        #expect(codes(catalog, "POST", "app.bsky.feed.getPosts?uris=at://a.test") == [.method])
        #expect(codes(catalog, "GET", "app.bsky.feed.getNothing") == [.method])
        let session: ATValue = ["identifier": "a.test", "password": "p"]
        #expect(codes(catalog, "POST", "com.atproto.server.createSession", session) == [])
        #expect(codes(catalog, "POST", "com.atproto.server.createSession", session, type: "text/plain") == [.encoding])
        #expect(
            codes(catalog, "POST", "com.atproto.server.createSession", ["identifier": 7, "x": 1]) == [
                .missing, .type, .unknownField,
            ])
        #expect(codes(catalog, "POST", "com.atproto.server.refreshSession", [:]) == [.encoding])
        var record: [String: ATValue] = [
            "$type": "app.bsky.feed.post", "text": .string(String(repeating: "a", count: 300)),
            "createdAt": "2026-11-23T10:00:00.000Z",
        ]
        func put(_ key: ATValue) -> [LexiconViolation.Code] {
            codes(
                catalog, "POST", "com.atproto.repo.putRecord",
                ["repo": "a.test", "collection": "app.bsky.feed.post", "rkey": key, "record": .map(record)])
        }
        #expect(put("3jzfcijpj2z2a") == [])
        #expect(put("self") == [.key])
        record["text"] = .string(String(repeating: "a", count: 301))
        record["colour"] = "red"
        record["facets"] = [["index": ["byteStart": -1, "byteEnd": 1], "features": []]]
        #expect(put("3jzfcijpj2z2a") == [.unknownField, .range, .range])
    }
}
