import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: publishing")
struct BlueskyPublishTests {
    @Test("the record is frozen before it is sent, and sent byte for byte the second time")
    func frozen() async throws {
        let place = Place()
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        let request = place.request("Fresh bread at https://example.com/bread")
        #expect(await place.adapter.prepare(request, in: place.context) == .prepared)
        let frozen = try #require(place.steps.steps["record"])
        place.clock.advance(by: .hours(3))
        for _ in 0..<2 {
            guard
                case .published(let receipt) = await place.adapter.publish(place.again(request), in: place.context)
                    .outcome
            else {
                Issue.record("not published")
                return
            }
            #expect(receipt.remoteID == Place.uri)
            #expect(receipt.url == "https://bsky.app/profile/\(Place.did)/post/\(Place.key)")
            #expect(receipt.version == place.record.map(RecordShelf.cid))
        }
        let bodies = place.server.requests("com.atproto.repo.putRecord").map(\.body)
        #expect(bodies.count == 2)
        #expect(bodies[0] == bodies[1])
        #expect(String(decoding: bodies[0], as: UTF8.self).contains("\"record\":\(frozen),"))
        #expect(place.record?["createdAt"]?.string == "2026-11-23T10:00:00Z")
        #expect(shelf.keys == ["app.bsky.feed.post/\(Place.key)"])
    }

    @Test("nothing is sent when the record cannot be stored")
    func notDurable() async {
        let place = Place()
        RecordShelf().serve(on: place.server)
        place.steps.failNext(.max)
        let outcome = await place.adapter.publish(place.request("Hello"), in: place.context).outcome
        guard case .retry(_, let reason) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.code == "step-not-durable")
        #expect(place.server.requests("com.atproto.repo.putRecord").isEmpty)
    }

    @Test("pictures are uploaded once each, with description and shape in the record")
    func pictures() async {
        var place = Place()
        let picture = Place.picture()
        place.media = MemoryMedia([picture.sha256: [1, 2, 3]])
        RecordShelf().serve(on: place.server)
        let request = place.request("Two views", media: [picture, picture])
        #expect(await place.adapter.prepare(request, in: place.context) == .prepared)
        #expect(await place.adapter.prepare(place.again(request), in: place.context) == .prepared)
        #expect(place.server.requests("com.atproto.repo.uploadBlob").count == 2)
        let images = place.record?["embed"]?["images"]?.elements ?? []
        #expect(images.count == 2)
        #expect(images.first?["image"] == Place.blob)
        #expect(images.first?["alt"]?.string == "A roof")
        #expect(images.first?["aspectRatio"] == .object(["width": .number(4), "height": .number(3)]))
    }

    @Test("a moving picture over the server's own limit is refused with both sizes")
    func tooLarge() async {
        var place = Place()
        place.facts["blob-limit"] = "1000"
        let picture = Place.picture(bytes: 1001, type: "image/gif")
        guard
            case .rejected(let failure) = await place.adapter.prepare(
                place.request("Big", media: [picture]), in: place.context)
        else {
            Issue.record("not rejected")
            return
        }
        #expect(failure.code == "media-too-large")
        #expect(failure.message.contains("1001") && failure.message.contains("1000"))
        let variant = PostVariant(parts: [PostPart(text: "Big", media: [picture])])
        let found = place.adapter.validate(variant, account: place.account, manifest: place.context.manifest)
        #expect(found.map(\.rule) == ["media-too-large"])
    }

    @Test("an answer names the first post of its thread and the post before it, with their versions")
    func thread() async {
        let place = Place()
        RecordShelf().serve(on: place.server)
        let root = Receipt(remoteID: "at://\(Place.did)/app.bsky.feed.post/3lbkxyzabc222", version: "bafyroot")
        let parent = Receipt(remoteID: "at://\(Place.did)/app.bsky.feed.post/3lbkxyzabc223", version: "bafyparent")
        let request = place.request("Third", parent: parent, root: root)
        guard case .published(let receipt) = await place.adapter.publish(request, in: place.context).outcome else {
            Issue.record("not published")
            return
        }
        #expect(place.record?["reply"]?["root"]?["uri"]?.string == root.remoteID)
        #expect(place.record?["reply"]?["root"]?["cid"]?.string == "bafyroot")
        #expect(place.record?["reply"]?["parent"]?["cid"]?.string == "bafyparent")
        #expect(receipt.values["root-uri"] == root.remoteID)
    }

    @Test("an answer to somebody's answer keeps that thread's root")
    func reply() async {
        let place = Place()
        RecordShelf().serve(on: place.server)
        let parent = Receipt(
            remoteID: "at://did:plc:other/app.bsky.feed.post/3lbkxyzabc223", version: "bafyparent",
            values: ["root-uri": "at://did:plc:other/app.bsky.feed.post/3lbkxyzabc222", "root-cid": "bafyroot"])
        _ = await place.adapter.reply(place.request("Thanks", parent: parent, root: parent), in: place.context)
        #expect(place.record?["reply"]?["root"]?["cid"]?.string == "bafyroot")
        #expect(place.record?["reply"]?["parent"]?["cid"]?.string == "bafyparent")
    }

    @Test("a post with a reply gate is written together with it, or not at all")
    func gate() async {
        let place = Place()
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        let request = place.request("For friends", options: ["replies": "followers, mentioned"])
        guard case .published(let receipt) = await place.adapter.publish(request, in: place.context).outcome else {
            Issue.record("not published")
            return
        }
        let gate = shelf["app.bsky.feed.threadgate/\(Place.key)"]
        #expect(gate?["post"]?.string == Place.uri)
        #expect(
            gate?["allow"]?.elements?.map { $0["$type"]?.string } == [
                "app.bsky.feed.threadgate#followerRule", "app.bsky.feed.threadgate#mentionRule",
            ])
        #expect(place.server.requests("com.atproto.repo.putRecord").isEmpty)
        // A second send finds the key taken: in doubt, and found by the question.
        let again = await place.adapter.publish(place.again(request), in: place.context).outcome
        guard case .ambiguous = again else {
            Issue.record("\(again)")
            return
        }
        #expect(await place.reconcile(request) == .found(receipt))
        let delete = DeleteRequest(
            operation: request.operation, post: request.post, brand: request.brand, account: request.account,
            receipt: receipt)
        #expect(await place.adapter.delete(delete, in: place.context).outcome == .published(receipt))
        #expect(shelf.keys.isEmpty)
    }

    @Test("nobody may answer where the option says so, everybody where it says nothing")
    func nobody() async {
        let place = Place()
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        _ = await place.adapter.publish(place.request("Closed", options: ["replies": "nobody"]), in: place.context)
        #expect(shelf["app.bsky.feed.threadgate/\(Place.key)"]?["allow"]?.elements == [])
        let open = Place()
        let other = RecordShelf()
        other.serve(on: open.server)
        _ = await open.adapter.publish(open.request("Open", options: ["replies": "everyone"]), in: open.context)
        #expect(other.keys == ["app.bsky.feed.post/\(Place.key)"])
    }
}
