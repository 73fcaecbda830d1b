import SMMAPI
import SMMModel
import Testing

@Suite("Pages of lists")
struct CursorTests {
    private let items: QueryItems = {
        var items = QueryItems()
        items["brand"] = "acme"
        items["limit"] = "20"
        return items
    }()

    @Test("a cursor reads back for the list it was made for")
    func roundTrip() throws {
        let filter = items.filterHash(route: .listPosts)
        for position in [Cursor.Position(sort: 0, id: 1), .init(sort: .min, id: .max), .init(sort: -1, id: 77)] {
            let text = Cursor(position: position, filter: filter).text
            #expect(try Cursor(text, filter: filter).position == position)
        }
    }

    @Test("a cursor of another route or other filters is refused; another limit is fine")
    func binding() throws {
        let filter = items.filterHash(route: .listPosts)
        let text = Cursor(position: .init(sort: 5, id: 6), filter: filter).text
        var other = items
        other["brand"] = "other"
        for hash in [other.filterHash(route: .listPosts), items.filterHash(route: .listQueue)] {
            #expect { try Cursor(text, filter: hash) } throws: {
                ($0 as? Problem)?.code == Problem.Code("cursor-mismatch")
            }
        }
        other = items
        other["limit"] = "7"
        #expect(other.filterHash(route: .listPosts) == filter)
    }

    @Test("what is no cursor is refused", arguments: ["", "01", String(repeating: "g", count: 50), "é"])
    func garbage(_ text: String) {
        #expect { try Cursor(text, filter: 1) } throws: { ($0 as? Problem)?.code == Problem.Code("cursor-invalid") }
    }

    @Test("a page holds 1 to 200 items, 50 when nothing is said", arguments: ["0", "201", "-1", "x", ""])
    func limits(_ limit: String) throws {
        var items = QueryItems()
        #expect(try PageRequest(items, route: .listPosts).limit == 50)
        items["limit"] = "200"
        #expect(try PageRequest(items, route: .listPosts).limit == 200)
        items["limit"] = limit
        #expect(throws: Problem.self) { try PageRequest(items, route: .listPosts) }
    }

    @Test("query strings are read and written by the same rules")
    func queries() throws {
        let parsed = try QueryItems(parsing: "brand=a%20b%2Fc&from=2026-11-24T09:30:00+01:00&flag&empty=&u=%C3%A9")
        #expect(parsed["brand"] == "a b/c")
        #expect(parsed["from"] == "2026-11-24T09:30:00+01:00")
        #expect(parsed["flag"] == "" && parsed["empty"] == "")
        #expect(parsed["u"] == "é")
        #expect(try QueryItems(parsing: parsed.text) == parsed)
    }

    @Test("a broken query string is refused", arguments: ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%00", "a=1&a=2"])
    func brokenQueries(_ text: String) {
        #expect(throws: Problem.self) { try QueryItems(parsing: text) }
    }

    @Test("typed queries read back what they write")
    func typedQueries() throws {
        let post = PostQuery(
            brand: "acme", account: "main", state: "missed", author: "anna", from: Instant(seconds: 1),
            until: Instant(milliseconds: 2001))
        let post2 = try PostQuery(try QueryItems(parsing: post.items.text))
        #expect(post2 == post)
        let event = EventQuery(brand: "ü&=", verb: "post.", after: 17, follow: true)
        #expect(try EventQuery(QueryItems(parsing: event.items.text)) == event)
        let grant = GrantQuery(user: "anna", revoked: true)
        #expect(try GrantQuery(QueryItems(parsing: grant.items.text)) == grant)
    }
}
