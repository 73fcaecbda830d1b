import HTTPTypes
import HummingbirdCore
import NIOCore
import SMMAPI
import SMMAPIServer
import SMMAdapterTestKit
import SMMModel
import SMMTestSupport
import Testing

@Suite("The record and its stream")
struct EventTests {
    /// Opens a stream and reads it in a task, which gives every event once the stream has ended.
    private func follow(
        _ bureau: Bureau, _ query: String, into page: EventPage = EventPage(), as connection: Connection
    ) async throws -> Task<[EventView], any Error> {
        let head = HTTPRequest(
            method: .get, scheme: "http", authority: "localhost", path: "/v1/events?follow=true\(query)")
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        let response = try #require(await bureau.responder.respond(to: request, on: connection))
        try #require(response.status == .ok)
        return Task {
            try await response.body.write(EventPageWriter(page: page))
            return try page.lines.map { try WireJSON.decode(EventView.self, from: Array($0)) }
        }
    }

    /// Ends every stream by a change of the reader's role.
    private func end(_ bureau: Bureau, of role: Role) async throws {
        let grants = try await bureau.done("GET", "/v1/grants?user=\(role)", giving: Page<GrantView>.self)
        for grant in grants.items { try await bureau.done("DELETE", "/v1/grants/\(grant.id)") }
    }

    @Test("a follower gets what it asked for from where it left off, in order, and nothing of a foreign brand")
    func follows() async throws {
        try await Bureau.open { bureau in
            let start = try await bureau.eventCount()
            _ = try await bureau.post("Before", #""schedule":{"kind":"draft"}"#)
            let page = EventPage()
            let stream = try await follow(
                bureau, "&after=\(start)&verb=post.", into: page, as: Town.connection(.viewer))
            let second = try await bureau.post("After", #""schedule":{"kind":"draft"}"#)
            try await bureau.done("POST", "/v1/posts", #"{"brand":"beta","text":"Foreign"}"#)
            try await bureau.done("POST", "/v1/posts/\(second.id)/cancel")
            try await bureau.done("POST", "/v1/holds", #"{"brand":"acme","scope":"brand"}"#)
            // The last of them was committed behind all that must not come.
            try await page.changes.first { page.lines.count >= 3 }
            try await end(bureau, of: .viewer)
            let events = try await stream.value
            #expect(events.map(\.verb) == ["post.created", "post.created", "post.cancelled"])
            #expect(events.map(\.seq) == events.map(\.seq).sorted())
            #expect(events.allSatisfy { $0.brand?.name == "acme" && $0.actor.name == "root" })
        }
    }

    @Test("a stream ends when its reader's role is taken back, although nothing happens")
    func revoked() async throws {
        try await Bureau.open { bureau in
            let stream = try await follow(bureau, "", as: Town.connection(.author))
            try await end(bureau, of: .author)
            #expect(try await stream.value.allSatisfy { $0.brand?.name != "beta" })
        }
    }

    @Test("a foreign brand, account or post cannot be followed")
    func foreign() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.done(
                "POST", "/v1/posts", #"{"brand":"beta","text":"Foreign"}"#, giving: PostView.self)
            for query in ["brand=beta", "account=shop", "post=\(post.id)"] {
                for follow in ["", "&follow=true"] {
                    let problem = try await bureau.refused(
                        "GET", "/v1/events?\(query)\(follow)", as: Town.connection(.admin))
                    #expect(problem.status == 404, "\(query)\(follow)")
                }
            }
        }
    }

    @Test("pages run backwards without a gap, by post, by account and by the beginning of a verb")
    func pages() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("One", #""schedule":{"kind":"at","at":"in 3 hours"}"#)
            for number in 0..<5 {
                try await bureau.done("PATCH", "/v1/posts/\(post.id)", #"{"text":"Edit \#(number)"}"#)
            }
            var seen: [Int64] = []
            var path = "/v1/events?limit=3&post=\(post.id)"
            for _ in 0..<10 {
                let page = try await bureau.done("GET", path, giving: Page<EventView>.self)
                seen += page.items.map(\.seq)
                guard let next = page.next else { break }
                path = "/v1/events?limit=3&post=\(post.id)&cursor=\(next)"
            }
            #expect(seen.count == 6)
            #expect(seen == Set(seen).sorted(by: >))
            let edits = try await bureau.done("GET", "/v1/events?verb=post.ed", giving: Page<EventView>.self)
            #expect(edits.items.count == 5)
            #expect(try await bureau.brokenLink() == nil)
        }
    }

    @Test("a dry run of a backup says what would be written where, and makes none")
    func plannedBackup() async throws {
        try await Bureau.open { bureau in
            let before = try await bureau.eventCount()
            let plan = try await bureau.done("POST", "/v1/backups?dryRun=true", giving: BackupView.self)
            #expect(plan.path == "/backups/next.db" && plan.byteCount == 2 && plan.generation == "gen1")
            #expect(try await bureau.eventCount() == before)
        }
    }

    @Test("rows of the daemon itself are for those alone who see every brand")
    func daemonRows() async throws {
        try await Bureau.open { bureau in
            try await bureau.done("POST", "/v1/backups")
            let mine = try await bureau.done("GET", "/v1/events?verb=backup", giving: Page<EventView>.self)
            #expect(mine.items.count == 1)
            let admin = try await bureau.done(
                "GET", "/v1/events?verb=backup", as: Town.connection(.admin), giving: Page<EventView>.self)
            #expect(admin.items.isEmpty)
        }
    }
}
