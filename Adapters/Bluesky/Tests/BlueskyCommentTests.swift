import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: answers below a post")
struct BlueskyCommentTests {
    private static let name = "app.bsky.feed.getPostThread"

    private static func answer(_ number: Int, _ time: String) -> FakeJSON {
        .object([
            "post": .object([
                "uri": .string("at://did:plc:bob/app.bsky.feed.post/n\(number)"), "cid": .string("cid"),
                "author": .object(["did": .string("did:plc:bob"), "handle": .string("bob.example.com")]),
                "indexedAt": .string(time), "record": .object(["text": .string("n\(number)")]),
            ])
        ])
    }

    private static func tree(_ answers: [FakeJSON]) -> HTTPResponse {
        Answers.json(.object(["thread": .object(["post": .object([:]), "replies": .array(answers)])]))
    }

    private static func seconds(_ count: Int) -> [FakeJSON] {
        (0..<count).map { number in
            let (minute, second) = (number / 60, number % 60)
            return answer(
                number, "2026-11-23T10:\(minute < 10 ? "0" : "")\(minute):\(second < 10 ? "0" : "")\(second)Z")
        }
    }

    private static let tooLarge = HTTPTransportError(
        progress: .headReceived, failure: Failure("too-large", "The answer is larger than allowed."), status: 200)

    private func read(_ place: Place, _ cursor: String?, limit: Int = 40) async -> ReadResult<MessagePage> {
        let query = MessageQuery(account: place.account, cursor: cursor, limit: limit)
        return await place.adapter.comments(on: Receipt(remoteID: Place.uri), query, in: place.context)
    }

    /// Reads until there is no more; the texts in the order given, the last cursor, and how it ended.
    private func readAll(
        _ place: Place, from start: String? = nil, limit: Int = 40
    ) async -> (texts: [String], cursor: String?, failure: String?) {
        var texts: [String] = []
        var cursor = start
        for _ in 0..<200 {
            switch await read(place, cursor, limit: limit) {
            case .read(let page, _):
                texts += page.messages.map(\.text)
                cursor = page.cursor
                if !page.hasMore { return (texts, cursor, nil) }
            case .cannotTell(let failure), .needsReauth(let failure), .askAgain(_, let failure):
                return (texts, cursor, failure.code)
            }
        }
        return (texts, cursor, "never-ends")
    }

    @Test("five hundred answers, one a second, are all given once, and it ends", arguments: [10, 50, 100])
    func many(limit: Int) async {
        let place = Place()
        place.server.on(Self.name, Self.tree(Self.seconds(500)))
        let (texts, cursor, failure) = await readAll(place, limit: limit)
        #expect(failure == nil)
        #expect(texts == (0..<500).map { "n\($0)" })
        #expect(await readAll(place, from: cursor, limit: limit).texts.isEmpty)
    }

    @Test("an answer that is shown hours late is given, and one from the future hides nothing")
    func times() async {
        let place = Place()
        let first = Self.answer(1, "2026-11-23T10:00:00Z")
        let future = Self.answer(2, "2099-01-01T00:00:00Z")
        place.server.on(Self.name, Self.tree([first, future]))
        let begun = await readAll(place)
        #expect(begun.texts == ["n1", "n2"])
        let late = Self.answer(3, "2026-11-23T03:00:00Z")
        let next = Self.answer(4, "2026-11-23T10:01:00Z")
        place.server.on(Self.name, Self.tree([first, future, late, next]))
        #expect(await readAll(place, from: begun.cursor).texts == ["n3", "n4"])
    }

    @Test("a tree that is too large is read less deep, and is never taken for the whole")
    func large() async {
        let place = Place()
        let tree = Self.tree(Self.seconds(60))
        place.server.on(Self.name) { request throws(HTTPTransportError) in
            guard request.url.contains("depth=10&") else { throw Self.tooLarge }
            return tree
        }
        let (texts, cursor, failure) = await readAll(place)
        #expect(texts.count == 60)
        #expect(failure == "thread-too-large")
        let more = Self.tree(Self.seconds(61))
        place.server.on(Self.name) { request throws(HTTPTransportError) in
            guard request.url.contains("depth=1&") else { throw Self.tooLarge }
            return more
        }
        #expect(await readAll(place, from: cursor).texts == ["n60"])
    }

    @Test("a tree that cannot be read at any depth says so")
    func tooMany() async {
        let place = Place()
        place.server.on(Self.name) { _ throws(HTTPTransportError) in throw Self.tooLarge }
        #expect(await readAll(place).failure == "thread-too-large")
    }
}
