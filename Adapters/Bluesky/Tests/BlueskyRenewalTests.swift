import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: uploads that the server has dropped")
struct BlueskyRenewalTests {
    private static let newLink = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy"
    private static let path = "app.bsky.feed.post/\(Place.key)"

    private static func renamed(_ blob: FakeJSON) -> FakeJSON {
        guard case .object(var members) = blob else { return .null }
        members["ref"] = .object(["$link": .string(newLink)])
        return .object(members)
    }

    private func publish(_ place: Place, _ request: PublishRequest) async -> AttemptOutcome {
        await place.adapter.publish(place.again(request), in: place.context).outcome
    }

    @Test("a dropped video goes its whole way once more, and the record names what it is called now")
    func video() async {
        let (place, request) = VideoPlace.make()
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        place.server.on("com.atproto.repo.putRecord", Answers.error(400, "InvalidRequest"))
        var turns = 0
        while case .retry = await VideoPlace.prepare(place, request), turns < 10 { turns += 1 }
        let first = BlueskyDoubtTests.sort(await publish(place, request))
        #expect(first.failure?.code == "uploads-in-doubt")
        let new = VideoPlace.blob(Self.newLink)
        place.server.on(
            "app.bsky.video.getJobStatus", Answers.json(VideoPlace.job("JOB_STATE_COMPLETED", blob: new)))
        turns = 0
        while case .retry = await VideoPlace.prepare(place, request), turns < 10 { turns += 1 }
        #expect(place.server.requests("app.bsky.video.startUpload").count == 2)
        shelf.serve(on: place.server)
        guard case .published = await publish(place, request) else {
            Issue.record("not published")
            return
        }
        #expect(shelf[Self.path]?["embed"]?["video"] == new)
    }

    @Test("a video refused once more after that is refused")
    func once() async {
        let (place, request) = VideoPlace.make()
        place.server.on("com.atproto.repo.putRecord", Answers.error(400, "InvalidRequest"))
        for wanted in ["retry", "rejected"] {
            var turns = 0
            while case .retry = await VideoPlace.prepare(place, request), turns < 10 { turns += 1 }
            #expect(BlueskyDoubtTests.sort(await publish(place, request)).name == wanted)
        }
    }

    @Test("a stop between any two notes leads to the record that names the new upload", arguments: 0..<5)
    func stopped(after count: Int) async {
        var place = Place()
        let picture = Place.picture()
        place.media = MemoryMedia([picture.sha256: [1, 2, 3]])
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        let new = Self.renamed(Place.blob)
        let request = place.request("Photo", media: [picture])
        _ = await place.adapter.prepare(request, in: place.context)
        place.server.on("com.atproto.repo.putRecord", Answers.error(400, "InvalidRequest"))
        _ = await publish(place, request)
        shelf.serve(on: place.server)
        place.server.on("com.atproto.repo.uploadBlob", Answers.json(.object(["blob": new])))
        let stopping = StoppingSteps(place.steps, after: count)
        let context = AdapterContext(
            clock: place.clock, transport: place.server, media: place.media, pictures: place.pictures, steps: stopping,
            manifest: place.context.manifest, credential: place.credential)
        let stopped = await place.adapter.prepare(place.again(request), in: context)
        #expect((stopped == .prepared) == !stopping.hasStopped)
        #expect(await place.adapter.prepare(place.again(request), in: place.context) == .prepared)
        guard case .published(let receipt) = await publish(place, request) else {
            Issue.record("not published")
            return
        }
        #expect(shelf[Self.path]?["embed"]?["images"]?.elements?.first?["image"] == new)
        #expect(await place.reconcile(request) == .found(receipt))
    }

    @Test("the record of before, should it have come late, is the post as well")
    func late() async throws {
        var place = Place()
        let picture = Place.picture()
        place.media = MemoryMedia([picture.sha256: [1, 2, 3]])
        let shelf = RecordShelf()
        shelf.serve(on: place.server)
        let request = place.request("Photo", media: [picture])
        _ = await place.adapter.prepare(request, in: place.context)
        place.server.on("com.atproto.repo.putRecord", Answers.error(400, "InvalidRequest"))
        _ = await publish(place, request)
        place.server.on(
            "com.atproto.repo.uploadBlob", Answers.json(.object(["blob": Self.renamed(Place.blob)])))
        _ = await place.adapter.prepare(place.again(request), in: place.context)
        shelf[Self.path] = place.record
        guard case .found = await place.reconcile(request) else {
            Issue.record("not adopted")
            return
        }
        shelf[Self.path] = .object(["text": .string("Photo"), "$type": .string("app.bsky.feed.post")])
        guard case .cannotTell = await place.reconcile(request) else {
            Issue.record("adopted another")
            return
        }
    }
}
