import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Reading what people say and do")
struct InboxTests {
    /// Reads until there is nothing new; every message by id, and how often each came.
    private func readAll(_ town: Town, from cursor: String?, limit: Int = 4) async throws -> (
        ids: [String: Int], cursor: String?, kinds: Set<RemoteMessage.Kind>
    ) {
        var ids: [String: Int] = [:]
        var kinds: Set<RemoteMessage.Kind> = []
        var cursor = cursor
        for _ in 0..<50 {
            let query = MessageQuery(account: town.account, cursor: cursor, limit: limit)
            let page = try #require(await town.adapter.mentions(query, in: town.context()).value)
            for message in page.messages {
                ids[message.remoteID, default: 0] += 1
                kinds.insert(message.kind)
            }
            cursor = page.cursor
            if !page.hasMore { break }
        }
        return (ids, cursor, kinds)
    }

    /// Somebody mentions the account; the id of the words.
    private func mention(_ town: Town, _ text: String) -> String {
        town.host.change { server, now in
            let bob = server.addAccount("bob", domain: "other.example", now: now)
            return server.write("@ann \(text)", by: bob, domain: "example.social", now: now)
        }
    }

    @Test("nothing is passed over between two questions, on every kind of server", arguments: Town.profiles)
    func gapless(_ profile: String) async throws {
        let town = try await Town(profile)
        let first = mention(town, "first")
        town.clock.advance(by: .seconds(30))
        let start = try await readAll(town, from: nil)
        #expect(start.ids[first] != nil)
        var wanted: Set<String> = []
        for turn in 0..<25 {
            wanted.insert(mention(town, "number \(turn)"))
            town.clock.advance(by: .seconds(1))
        }
        // Some arrive only now, and out of order.
        let middle = try await readAll(town, from: start.cursor)
        town.clock.advance(by: .seconds(30))
        let end = try await readAll(town, from: middle.cursor)
        #expect(wanted.subtracting(middle.ids.keys).subtracting(end.ids.keys) == [])
        let again = try await readAll(town, from: end.cursor)
        #expect(again.cursor == end.cursor)
        #expect(Set(again.ids.keys).isSubset(of: Set(middle.ids.keys).union(end.ids.keys).union([first])))
    }

    @Test("notifications that come hours late, below pages of known ones, are all given", arguments: Town.profiles)
    func late(_ profile: String) async throws {
        let town = try await Town(profile) {
            $0.notificationDelay = .minutes(80)
            $0.tokenLife = nil
        }
        var (cursor, wanted, given) = (String?.none, Set<String>(), [String: Int]())
        for turn in 0..<90 {
            if turn < 60 { wanted.insert(mention(town, "number \(turn)")) }
            town.clock.advance(by: turn < 60 ? .minutes(2) : .minutes(20))
            let read = try await readAll(town, from: cursor, limit: 20)
            given.merge(read.ids) { $0 + $1 }
            cursor = read.cursor
        }
        #expect(wanted.subtracting(given.keys) == [])
        // Again a little at every read, and all of it now and then; not over and over.
        #expect(given.values.allSatisfy { $0 <= 15 })
    }

    @Test("after a list was empty, more than a page of it is read from its beginning")
    func burst() async throws {
        let town = try await Town("mastodon")
        let empty = try await readAll(town, from: nil)
        #expect(empty.ids.isEmpty)
        let wanted = (0..<30).map { mention(town, "number \($0)") }
        town.clock.advance(by: .seconds(30))
        let read = try await readAll(town, from: empty.cursor, limit: 4)
        #expect(Set(wanted).subtracting(read.ids.keys) == [])
    }

    @Test("a conversation that comes late, below known ones, is given at the next read, or within hours")
    func lateConversation() async throws {
        let desk = Desk()
        let route = "GET /api/v1/conversations"
        func conversations(_ ids: String...) -> String {
            let list = ids.map { #"{"id":"\#($0)0","last_status":\#(Reply.status($0, visibility: "direct"))}"# }
            return "[\(list.joined(separator: ","))]"
        }
        var cursor: String?
        func read(_ body: String, wait: Milliseconds) async throws -> (from: String?, ids: [String]) {
            desk.clock.advance(by: wait)
            desk.server.on(route, json: body)
            let query = MessageQuery(account: desk.account, cursor: cursor)
            let page = try #require(await desk.adapter.directMessages(query, in: desk.context).value)
            cursor = page.cursor
            let asked = try #require(desk.server.requests(route).last?.query)
            return (asked.split(separator: "min_id=").dropFirst().first.map(String.init), page.messages.map(\.remoteID))
        }
        #expect(try await read(conversations("30", "11"), wait: .zero).from == nil)
        // The second of a page comes a minute later than the first: it stands below the newest.
        let second = try await read(conversations("30", "20"), wait: .minutes(1))
        #expect(second.from == "00" && second.ids.contains("20"))
        #expect(try await read(conversations("40"), wait: .minutes(30)).from == "00")
        // Half an hour without a read: from where it stood 15 minutes before the last one.
        #expect(try await read("[]", wait: .minutes(30)).from == "30")
        #expect(try await read("[]", wait: .minutes(30)).from == "40")
        let deep = try await read(conversations("40", "30", "25"), wait: .hours(5))
        #expect(deep.from == "00" && deep.ids.contains("25"))
    }

    @Test("notifications come to their kinds, and one nobody knows keeps its name")
    func kinds() async throws {
        let desk = Desk()
        let list = [
            ("favourite", Reply.status("5")), ("reblog", Reply.status("5")), ("follow", nil), ("follow_request", nil),
            ("quote", Reply.status("6")), ("mention", Reply.status("7", extra: #","in_reply_to_account_id":"108""#)),
            ("mention", Reply.status("8")), ("mention", Reply.status("9", visibility: "direct")),
            ("pleroma:emoji_reaction", Reply.status("5")),
        ].enumerated().map { index, item in
            """
            {"id":"\(index + 1)","type":"\(item.0)","created_at":"2026-11-23T10:00:0\(index).000Z",
            "account":\(Reply.account("200", name: "bob@other.example"))\(item.1.map { ",\"status\":\($0)" } ?? "")}
            """
        }
        desk.server.on("GET /api/v1/notifications", json: "[\(list.joined(separator: ",")),{\"id\":\"x\"},7]")
        let page = try #require(
            await desk.adapter.mentions(MessageQuery(account: desk.account), in: desk.context).value)
        #expect(
            Set(page.messages.map(\.kind.rawValue)) == [
                "like", "repost", "follow", "follow-request", "quote", "comment", "mention", "direct-message",
                "pleroma:emoji_reaction",
            ])
        let like = try #require(page.messages.first { $0.kind == .like })
        #expect(like.remoteID == "1" && like.parent == "5" && like.author.handle == "@bob@other.example")
    }

    @Test("direct messages between two questions all come, and can be answered", arguments: ["mastodon", "gotosocial"])
    func directMessages(_ profile: String) async throws {
        let town = try await Town(profile)
        let bob = town.host.change { server, now in server.addAccount("bob", domain: "other.example", now: now) }
        func say(_ text: String, below parent: String? = nil) -> String {
            town.clock.advance(by: .seconds(1))
            return town.host.change { server, now in
                server.write(
                    "@ann \(text)", by: bob, visibility: "direct", answering: parent, domain: "example.social", now: now
                )
            }
        }
        let hello = say("Hello")
        let first = try #require(
            await town.adapter.directMessages(MessageQuery(account: town.account), in: town.context()).value)
        #expect(first.messages.map(\.remoteID) == [hello])
        let one = say("Are you open?", below: hello)
        let two = say("On Sunday?", below: one)
        let second = try #require(
            await town.adapter.directMessages(
                MessageQuery(account: town.account, cursor: first.cursor), in: town.context()
            ).value)
        #expect(Set([one, two]).isSubset(of: second.messages.map(\.remoteID)))
        #expect(second.messages.allSatisfy { $0.kind == .directMessage && $0.conversation != nil })
        let question = try #require(second.messages.first { $0.remoteID == two })
        let answer = await town.adapter.message(
            town.request("Yes, from eight.", parent: question.receipt), in: town.context())
        #expect(answer.outcome.name == "published")
        let item = try #require(town.host.report().items.last)
        #expect(item.text.hasPrefix("@bob@other.example Yes"))
        #expect(item.parent == two)
    }

    @Test("comments come once each, and one that came late below the others is not passed over")
    func comments() async throws {
        let desk = Desk()
        let path = "GET /api/v1/statuses/5/context"
        func thread(_ ids: String...) -> String {
            #"{"ancestors":[],"descendants":[\#(ids.map { Reply.status($0, parent: "5") }.joined(separator: ","))]}"#
        }
        func read(_ cursor: String?) async throws -> MessagePage {
            try #require(
                await desk.adapter.comments(
                    on: Receipt(remoteID: "5"), MessageQuery(account: desk.account, cursor: cursor, limit: 2),
                    in: desk.context
                ).value)
        }
        desk.server.on(path, json: thread("9", "7", "8"))
        let first = try await read(nil)
        #expect(first.messages.map(\.remoteID) == ["7", "8"])
        #expect(first.hasMore)
        let second = try await read(first.cursor)
        #expect(second.messages.map(\.remoteID) == ["9"])
        #expect(!second.hasMore)
        #expect(try await read(second.cursor).messages.isEmpty)
        #expect(try await read(second.cursor).cursor == second.cursor)
        desk.server.on(path, json: thread("9", "7", "6", "8"))
        let late = try await read(second.cursor)
        #expect(late.messages.map(\.remoteID) == ["6"])
        // One came while another went.
        desk.server.on(path, json: thread("9", "7", "5", "6"))
        #expect(try await read(late.cursor).messages.map(\.remoteID) == ["5"])
    }

    @Test("what happens after an empty first page comes whole, however much it is")
    func fromNothing() async throws {
        let town = try await Town("mastodon")
        let start = try await readAll(town, from: nil)
        #expect(start.ids.isEmpty && start.cursor != nil)
        let wanted = Set((0..<11).map { mention(town, "number \($0)") })
        let end = try await readAll(town, from: start.cursor)
        #expect(Set(end.ids.keys) == wanted)
    }

    @Test("conversations begun after an empty first page come whole")
    func talksFromNothing() async throws {
        let town = try await Town("mastodon")
        let query = MessageQuery(account: town.account, limit: 2)
        var cursor = try #require(await town.adapter.directMessages(query, in: town.context()).value).cursor
        let said = (0..<5).map { number in
            town.clock.advance(by: .seconds(1))
            return town.host.change { server, now in
                let other = server.addAccount("bob\(number)", domain: "other.example", now: now)
                return server.write("@ann hello", by: other, visibility: "direct", domain: "example.social", now: now)
            }
        }
        var ids: [String] = []
        for _ in 0..<10 {
            let next = MessageQuery(account: town.account, cursor: cursor, limit: 2)
            let page = try #require(await town.adapter.directMessages(next, in: town.context()).value)
            ids += page.messages.map(\.remoteID)
            cursor = page.cursor
            if !page.hasMore { break }
        }
        #expect(Set(ids) == Set(said))
    }

    @Test("a token that may not read notifications needs nobody")
    func lacksNotifications() async {
        let desk = Desk()
        let challenge = [HTTPField("WWW-Authenticate", #"Bearer error="insufficient_scope""#)]
        desk.server.on("GET /api/v1/notifications", .whole(Reply.json(403, #"{"error":"x"}"#, headers: challenge)))
        guard
            case .cannotTell(let failure) = await desk.adapter.mentions(
                MessageQuery(account: desk.account), in: desk.context)
        else {
            Issue.record("another result")
            return
        }
        #expect(failure.code == "scope-missing")
    }

    @Test("an answer that is none is asked for again", arguments: ["{}", "7", "<html>", "[", "null"])
    func unreadable(_ body: String) async {
        let desk = Desk()
        for route in ["GET /api/v1/notifications", "GET /api/v1/conversations", "GET /api/v1/statuses/5/context"] {
            desk.server.on(route, json: body)
        }
        let query = MessageQuery(account: desk.account)
        #expect(await desk.adapter.mentions(query, in: desk.context).name == "askAgain")
        #expect(await desk.adapter.directMessages(query, in: desk.context).name == "askAgain")
        #expect(await desk.adapter.comments(on: Receipt(remoteID: "5"), query, in: desk.context).name == "askAgain")
    }

    @Test(
        "a cursor nobody wrote reads the newest page",
        arguments: ["", "x", "../1.2", "1.2.3", "9.99999999999999999999"])
    func oddCursor(_ cursor: String) async {
        let desk = Desk()
        desk.server.on("GET /api/v1/notifications", json: "[]")
        desk.server.on("GET /api/v1/statuses/5/context", json: #"{"ancestors":[],"descendants":[]}"#)
        let query = MessageQuery(account: desk.account, cursor: cursor, limit: -3)
        #expect(await desk.adapter.mentions(query, in: desk.context).name == "read")
        #expect(await desk.adapter.comments(on: Receipt(remoteID: "5"), query, in: desk.context).name == "read")
        #expect(desk.server.requests.first?.query.contains("..") == false)
    }

    @Test("answers that stand beside each other between two questions all come")
    func siblings() async throws {
        let town = try await Town("mastodon")
        let bob = town.host.change { server, now in server.addAccount("bob", domain: "other.example", now: now) }
        func say(_ text: String, below parent: String? = nil) -> String {
            town.clock.advance(by: .seconds(1))
            return town.host.change { server, now in
                server.write(
                    "@ann \(text)", by: bob, visibility: "direct", answering: parent, domain: "example.social", now: now
                )
            }
        }
        let hello = say("Hello")
        let query = MessageQuery(account: town.account)
        let first = try #require(await town.adapter.directMessages(query, in: town.context()).value)
        let one = say("Are you open?", below: hello)
        let two = say("On Sunday?", below: hello)
        let next = MessageQuery(account: town.account, cursor: first.cursor)
        let second = try #require(await town.adapter.directMessages(next, in: town.context()).value)
        #expect(second.messages.map(\.remoteID).suffix(2) == [one, two])
    }

    @Test("words of a conversation on a later page come, though the page before was newer")
    func laterPage() async throws {
        let desk = Desk()
        let route = "GET /api/v1/conversations"
        func conversation(_ id: String, _ last: String, parent: String? = nil) -> String {
            #"{"id":"\#(id)","last_status":\#(Reply.status(last, parent: parent, visibility: "direct"))}"#
        }
        desk.server.on(route, json: "[\(conversation("1", "30"))]", "[\(conversation("2", "40", parent: "5"))]", "[]")
        let thread = { (above: [String], below: [String]) in
            let side = { (ids: [String]) in
                ids.map { Reply.status($0, parent: $0 == "5" ? nil : "5", visibility: "direct") }
                    .joined(separator: ",")
            }
            return #"{"ancestors":[\#(side(above))],"descendants":[\#(side(below))]}"#
        }
        desk.server.on("GET /api/v1/statuses/40/context", json: thread(["5"], []))
        desk.server.on("GET /api/v1/statuses/5/context", json: thread([], ["9", "20", "40"]))
        var cursor: String? = Trail.cursor("10")
        var ids: [String] = []
        for _ in 0..<3 {
            let query = MessageQuery(account: desk.account, cursor: cursor, limit: 1)
            let page = try #require(await desk.adapter.directMessages(query, in: desk.context).value)
            ids += page.messages.map(\.remoteID)
            cursor = page.cursor
        }
        #expect(ids.sorted() == ["20", "30", "40"])
        #expect(desk.server.requests(route).last?.query.contains("min_id=40") == true)
    }

    @Test("a server that passes over where to begin is not asked without end")
    func passedOver() async throws {
        let desk = Desk()
        let status = Reply.status("30", visibility: "direct")
        desk.server.on("GET /api/v1/conversations", json: #"[{"id":"1","last_status":\#(status)}]"#)
        desk.server.on(
            "GET /api/v1/notifications",
            json: #"[{"id":"7","type":"follow","account":\#(Reply.account("2"))}]"#)
        var (talks, mentions): (String?, String?) = (Trail.cursor("10"), Trail.cursor("5"))
        for turn in 0..<2 {
            let talk = MessageQuery(account: desk.account, cursor: talks, limit: 1)
            let mention = MessageQuery(account: desk.account, cursor: mentions, limit: 1)
            let one = try #require(await desk.adapter.directMessages(talk, in: desk.context).value)
            let two = try #require(await desk.adapter.mentions(mention, in: desk.context).value)
            (talks, mentions) = (one.cursor, two.cursor)
            #expect(one.hasMore == (turn == 0))
            #expect(two.hasMore == (turn == 0))
        }
    }
}
