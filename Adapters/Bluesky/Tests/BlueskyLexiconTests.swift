import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMTestSupport
import Testing

@Suite("Bluesky: requests by the lexicons")
struct BlueskyLexiconTests {
    @Test("every request and every record keeps the vendor's lexicons", .enabled(if: SharedFolder.isWanted))
    func requests() async throws {
        let catalog = try SharedSpecs.lexicons()
        var methods: Set<String> = []
        for place in [await posts(), await videos(), await people(), await session()] {
            for request in place.server.requests where request.url.contains("/xrpc/") {
                let method = ScriptedServer.name(request)
                methods.insert(method)
                #expect(catalog.violations(of: request).map(\.description) == [], "\(method)")
            }
        }
        // The requests of all other tests are held against them as well.
        #expect(LexiconWatch.checked > 0)
        // What was not asked was not proved.
        #expect(Self.all.subtracting(methods).sorted() == [])
        #expect(methods.subtracting(Self.all).sorted() == [])
    }

    private static let all: Set<String> = [
        "app.bsky.actor.getProfile", "app.bsky.feed.getPostThread", "app.bsky.feed.getPosts",
        "app.bsky.notification.listNotifications", "app.bsky.video.finishUpload", "app.bsky.video.getJobStatus",
        "app.bsky.video.getUploadStatus", "app.bsky.video.startUpload", "app.bsky.video.uploadPart",
        "app.bsky.video.uploadVideo", "chat.bsky.convo.getConvoForMembers", "chat.bsky.convo.getLog",
        "chat.bsky.convo.getMessages", "chat.bsky.convo.sendMessage", "com.atproto.identity.resolveHandle",
        "com.atproto.repo.applyWrites", "com.atproto.repo.deleteRecord", "com.atproto.repo.getRecord",
        "com.atproto.repo.listRecords", "com.atproto.repo.putRecord", "com.atproto.repo.uploadBlob",
        "com.atproto.server.createSession", "com.atproto.server.deleteSession", "com.atproto.server.describeServer",
        "com.atproto.server.getServiceAuth", "com.atproto.server.getSession", "com.atproto.server.refreshSession",
    ]

    private func place(isPlain: Bool = false) -> Place {
        var place = Place()
        var video = Place.picture("v")
        video.type = "video/mp4"
        place.media = MemoryMedia([Place.picture().sha256: [1, 2, 3], video.sha256: [1, 2, 3]])
        Everything.serve(on: place.server)
        RecordShelf(isPlain: isPlain).serve(on: place.server)
        return place
    }

    private func posts() async -> Place {
        let place = place(isPlain: true)
        let text = "✨ Ask @ann.example.com: https://example.com/a?b=c #naïve"
        let other = "at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3lbkxyzabc222"
        let cid = "bafyreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy"
        let parent = Receipt(remoteID: other, version: cid)
        place.server.on(
            "com.atproto.repo.getRecord",
            Answers.json(.object(["uri": .string(other), "cid": .string(cid), "value": .object([:])])))
        let requests = [
            place.request(text, media: [Place.picture(), Place.picture()], options: ["labels": "nudity"]),
            place.request(text, options: ["card-title": "A", "card-description": "About", "replies": "followers"]),
            place.request(text, media: [Place.picture()], options: ["card-title": "A", "card": "media"]),
            place.request(text, media: [Place.picture()], options: ["quote": other, "replies": "nobody"]),
            place.request("", options: ["quote": "https://bsky.app/profile/ann.example.com/post/3lbkxyzabc222"]),
            place.request(text, parent: parent, root: parent),
        ]
        for request in requests {
            place.steps.clear()
            var fresh = request
            fresh.steps = [:]
            _ = await place.adapter.publish(fresh, in: place.context)
            place.server.on("com.atproto.repo.getRecord", Answers.plain(400))
            _ = await place.reconcile(fresh)
            place.server.on(
                "com.atproto.repo.getRecord",
                Answers.json(.object(["uri": .string(other), "cid": .string(cid), "value": .object([:])])))
        }
        let delete = DeleteRequest(
            operation: requests[0].operation, post: requests[0].post, brand: requests[0].brand,
            account: place.account, receipt: Receipt(remoteID: Place.uri, values: ["gate": "yes"]))
        _ = await place.adapter.delete(delete, in: place.context)
        return place
    }

    private func videos() async -> Place {
        let place = place()
        var video = Place.picture("v")
        video.type = "video/mp4"
        place.server.on(
            "app.bsky.video.uploadPart", Answers.error(503, "ServiceOverloaded"), Answers.json(.object([:])))
        place.server.on(
            "app.bsky.video.getUploadStatus",
            Answers.json(
                .object([
                    "jobId": .string("u"), "partSizeBytes": .number(2), "partCount": .number(2),
                    "receivedParts": .array([.number(1)]), "state": .string("created"),
                ])))
        place.server.on(
            "app.bsky.video.getJobStatus",
            Answers.json(.object(["jobStatus": .object(["jobId": .string("j"), "state": .string("X")])])))
        for _ in 0..<4 {
            _ = await place.adapter.prepare(place.again(place.request("Look", media: [video])), in: place.context)
        }
        place.steps.clear()
        place.server.on("app.bsky.video.startUpload", Answers.error(501, "MethodNotImplemented"))
        _ = await place.adapter.prepare(place.request("Look", media: [video]), in: place.context)
        return place
    }

    private func people() async -> Place {
        let place = place()
        let receipt = Receipt(
            remoteID: "at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3lbkxyzabc222",
            version: "bafyreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy")
        let query = MessageQuery(account: place.account)
        for isLiked in [true, false] {
            _ = await place.adapter.favourite(receipt, isLiked, of: place.account, in: place.context)
        }
        let change = ProfileChange(
            name: "Ann", about: "Bread", fields: [RemoteProfile.Field("website", "https://example.com")],
            avatar: Place.picture(), header: Place.picture())
        _ = await place.adapter.update(change, of: place.account, in: place.context)
        _ = await place.adapter.update(ProfileChange(name: "Anna"), of: place.account, in: place.context)
        _ = await place.adapter.profile(of: place.account, in: place.context)
        _ = await place.adapter.mentions(query, in: place.context)
        _ = await place.adapter.comments(on: receipt, query, in: place.context)
        _ = await place.adapter.metrics(of: [receipt, receipt], of: place.account, in: place.context)
        _ = await place.adapter.directMessages(
            MessageQuery(account: place.account, cursor: Trail.cursor("2222222222222")), in: place.context)
        place.server.on(
            "chat.bsky.convo.getConvoForMembers",
            Answers.json(.object(["convo": .object(["id": .string("c1")])])))
        place.server.on("chat.bsky.convo.sendMessage", Answers.error(500, "InternalServerError"))
        let words = place.request("Hello", parent: Receipt(remoteID: "1", values: ["author": "did:plc:bob"]))
        _ = await place.adapter.message(words, in: place.context)
        place.server.on("chat.bsky.convo.getMessages", Answers.json(.object(["messages": .array([])])))
        _ = await place.reconcile(words)
        return place
    }

    private func session() async -> Place {
        let place = place()
        place.server.on(Connecting.site, FakeReply.page(404))
        _ = await Connecting.connect(place)
        _ = await place.adapter.check(place.account, in: place.context)
        _ = await place.adapter.refresh(place.credential, of: place.account, in: place.connecting)
        _ = await place.adapter.revoke(place.credential, of: place.account, in: place.connecting)
        return place
    }
}
