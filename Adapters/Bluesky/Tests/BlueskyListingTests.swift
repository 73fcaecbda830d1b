import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: what a list of records proves")
struct BlueskyListingTests {
    struct Listing: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The pages in turn, the last one for ever: keys, and the cursor.
        let pages: [(keys: [String], cursor: String?)]
    }

    /// The key that is asked for is `3lbkxyzabc234`.
    static let proofless: [Listing] = [
        Listing(
            testDescription: "a cursor that repeats itself",
            pages: [(["3lbkxyzabc244"], "a"), (["3lbkxyzabc243"], "b"), (["3lbkxyzabc242"], "a")]),
        Listing(testDescription: "the same page for ever", pages: [(["3lbkxyzabc244", "3lbkxyzabc243"], "a")]),
        Listing(testDescription: "an empty page with a cursor", pages: [([], "a"), ([], nil)]),
        Listing(
            testDescription: "an empty page in its midst", pages: [(["3lbkxyzabc244"], "a"), ([], "b"), ([], nil)]),
        Listing(testDescription: "the oldest first", pages: [(["3lbkxyzabc222", "3lbkxyzabc223"], nil)]),
        Listing(
            testDescription: "the oldest first, one by one",
            pages: [(["3lbkxyzabc222"], "a"), (["3lbkxyzabc223"], nil)]),
        Listing(testDescription: "the oldest first, in part", pages: [(["3lbkxyzabc222", "3lbkxyzabc223"], "a")]),
    ]

    static let proofs: [Listing] = [
        Listing(testDescription: "nothing at all", pages: [([], nil)]),
        Listing(testDescription: "one older", pages: [(["3lbkxyzabc222"], nil)]),
        Listing(testDescription: "newest first, past the key", pages: [(["3lbkxyzabc244", "3lbkxyzabc222"], "a")]),
        Listing(
            testDescription: "newest first, over two pages",
            pages: [(["3lbkxyzabc244"], "a"), (["3lbkxyzabc222"], "b")]),
        Listing(testDescription: "older ones alone", pages: [(["3lbkxyzabc223", "3lbkxyzabc222"], "a")]),
    ]

    private func place(_ listing: Listing) -> Place {
        let place = Place()
        place.server.on("com.atproto.repo.getRecord", Answers.plain(400))
        place.server.on("com.atproto.repo.deleteRecord", Answers.plain(400))
        let pages = listing.pages
        place.server.on("com.atproto.repo.listRecords") { [server = place.server] _ in
            // This request is counted already.
            let page = pages[min(server.requests("com.atproto.repo.listRecords").count, pages.count) - 1]
            var members: [String: FakeJSON] = [
                "records": .array(page.keys.map { Answers.record($0, "bafy", .object(["text": .string("x")])) })
            ]
            members["cursor"] = page.cursor.map(FakeJSON.string)
            return Answers.json(.object(members))
        }
        return place
    }

    private func delete(_ place: Place) async -> AttemptOutcome {
        let request = place.request("x")
        return await place.adapter.delete(
            DeleteRequest(
                operation: request.operation, post: request.post, brand: request.brand, account: request.account,
                receipt: Receipt(remoteID: Place.uri)), in: place.context
        ).outcome
    }

    @Test("a list that cannot be trusted proves no absence", arguments: proofless)
    func untrusted(_ listing: Listing) async {
        guard case .cannotTell = await place(listing).reconcile(place(listing).request("x")) else {
            Issue.record("believed")
            return
        }
        if case .published = await delete(place(listing)) { Issue.record("taken for deleted") }
    }

    @Test("a list from the newest down to the key, or to its end, does", arguments: proofs)
    func trusted(_ listing: Listing) async {
        guard case .absent(let proof) = await place(listing).reconcile(place(listing).request("x")) else {
            Issue.record("not believed")
            return
        }
        #expect(proof.isAuthoritative)
        #expect(await delete(place(listing)) == .published(Receipt(remoteID: Place.uri)))
    }
}
