import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: notifications and their times")
struct BlueskyInboxTests {
    private static let name = "app.bsky.notification.listNotifications"

    private static func item(_ number: Int, _ time: String) -> FakeJSON {
        .object([
            "uri": .string("at://did:plc:bob/app.bsky.feed.post/n\(number)"), "cid": .string("cid"),
            "author": .object(["did": .string("did:plc:bob"), "handle": .string("bob.example.com")]),
            "reason": .string("mention"), "indexedAt": .string(time),
            "record": .object(["text": .string("n\(number)")]),
        ])
    }

    private static func page(_ items: [FakeJSON]) -> HTTPResponse {
        Answers.json(.object(["notifications": .array(items)]))
    }

    private func read(_ place: Place, _ cursor: String?) async throws -> MessagePage {
        let query = MessageQuery(account: place.account, cursor: cursor, limit: 100)
        guard case .read(let page, _) = await place.adapter.mentions(query, in: place.context) else {
            throw Failure("not-read", "Not read.")
        }
        return page
    }

    @Test("a notification from the far future neither blinds the inbox nor comes again")
    func future() async throws {
        let place = Place()
        let future = Self.item(1, "2099-01-01T00:00:00Z")
        place.server.on(Self.name, Self.page([future]))
        var cursor = try await read(place, nil).cursor
        place.server.on(Self.name, Self.page([future, Self.item(2, "2026-11-23T10:00:00Z")]))
        let second = try await read(place, cursor)
        #expect(second.messages.map(\.text) == ["n2"])
        cursor = second.cursor
        place.clock.advance(by: .hours(2))
        for number in 3..<6 {
            place.server.on(Self.name, Self.page([future, Self.item(number, "2026-11-23T1\(number - 2):59:00Z")]))
            let page = try await read(place, cursor)
            #expect(page.messages.map(\.text) == ["n\(number)"])
            cursor = page.cursor
            place.clock.advance(by: .hours(1))
        }
    }

    @Test("hundreds within the window are given once each")
    func burst() async throws {
        let place = Place()
        place.clock.advance(by: .minutes(10))
        let items = (0..<400).reversed().map { number in
            let (minute, second) = (number / 60, number % 60)
            return Self.item(number, "2026-11-23T10:0\(minute):\(second < 10 ? "0" : "")\(second)Z")
        }
        place.server.on(Self.name, Self.page(items))
        let first = try await read(place, nil)
        #expect(first.messages.count == 400)
        place.server.on(Self.name, Self.page([Self.item(400, "2026-11-23T10:09:00Z")] + items))
        let second = try await read(place, first.cursor)
        #expect(second.messages.map(\.text) == ["n400"])
    }
}
