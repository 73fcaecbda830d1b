import HTTPTypes
import SMMAPI
import SMMAPIServer
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMPublishing
import Testing

@Suite("Posts through the API")
struct PostTests {
    private let later = #""schedule":{"kind":"at","at":"in 3 hours"}"#

    @Test("a name means the brand's own account, and one that was removed means nothing")
    func names() async throws {
        try await Bureau.open { bureau in
            let theirs = try await bureau.done(
                "POST", "/v1/accounts", #"{"brand":"beta","platform":"fake","name":"blog"}"#, giving: AccountView.self)
            let post = try await bureau.create(#""text":"x","to":["blog"],\#(later)"#).decode(PostView.self)
            let ours = try #require(post.deliveries.first?.account.id)
            #expect(post.deliveries.count == 1)
            #expect(ours != theirs.id)
            #expect(bureau.engine.directory.account(ours)?.brand == post.brand.id)
            #expect(try await bureau.create(#""text":"x","to":["shop"]"#).code == "account-not-found")
            #expect(try await bureau.create(#""text":"x","to":["\#(theirs.id)"]"#).code == "account-not-found")
            try await bureau.done("DELETE", "/v1/accounts/\(ours)")
            #expect(try await bureau.create(#""text":"y","to":["blog"],\#(later)"#).code == "account-not-found")
        }
    }

    @Test("the same key and body give the same answer and one post; another body under the key is refused")
    func replay() async throws {
        try await Bureau.open { bureau in
            let body = #"{"brand":"acme","text":"Once","to":["blog"],"schedule":{"kind":"draft"}}"#
            let first = try await bureau.send("POST", "/v1/posts", body, headers: ["Idempotency-Key": "k1"])
            bureau.clock.advance(by: .hours(71))
            let second = try await bureau.send("POST", "/v1/posts", body, headers: ["Idempotency-Key": "k1"])
            #expect(first.status == 201)
            #expect(second.status == 201)
            #expect(second.body == first.body)
            #expect(second.headers[try #require(.init("idempotency-replayed"))] == "true")
            let other = try await bureau.send(
                "POST", "/v1/posts", body.replacing("Once", with: "Twice"), headers: ["Idempotency-Key": "k1"])
            #expect(other.status == 422)
            #expect(other.code == "idempotency-key-reused")
            // Somebody else's key of the same name is another one.
            let foreign = try await bureau.send(
                "POST", "/v1/posts", body.replacing("Once", with: "Mine"), as: Town.connection(.approver),
                headers: ["Idempotency-Key": "k1"])
            #expect(foreign.status == 201)
            #expect(try await bureau.done("GET", "/v1/posts", giving: Page<PostSummary>.self).items.count == 2)
        }
    }

    @Test("a refused create keeps nothing under its key, so that the mended request may use it")
    func refusedKey() async throws {
        try await Bureau.open { bureau in
            let headers = ["Idempotency-Key": "k2"]
            let bad = #"{"brand":"acme","text":"x","to":["nobody"]}"#
            #expect(try await bureau.refused("POST", "/v1/posts", bad, headers: headers).status == 404)
            try await bureau.done("POST", "/v1/posts", bad.replacing("nobody", with: "blog"), headers: headers)
        }
    }

    @Test("what an answer shows is what was stored", arguments: [Role.admin, .author])
    func shownAsStored(_ role: Role) async throws {
        let drafts = [
            #""text":"a draft","to":["blog"],"schedule":{"kind":"draft"}"#,
            #""text":"now","to":["blog"],"schedule":{"kind":"now"}"#,
            #""text":"later","to":["blog","hall"],"schedule":{"kind":"at","at":"in 3 hours"},"lateWindowSeconds":60"#,
            #""text":"twice","to":["blog"],"schedule":{"kind":"at","at":"2027-10-31 02:30","fold":1}"#,
            #""text":"slot","to":["blog"],"schedule":{"kind":"slot"}"#,
            #""parts":[{"text":"one"},{"text":"two"}],"to":["blog"],"language":"de","allowRepeat":true"#,
            #""text":"all","to":["blog"],"variants":{"fake":{"text":"own"}},"expires":"in 300 days""#,
            #""text":"Zürich\n\t\u0001 “x”","to":["blog"]"#,
        ]
        try await Bureau.open { bureau in
            try await bureau.done("POST", "/v1/accounts", #"{"brand":"acme","platform":"cinema","name":"hall"}"#)
            try await bureau.done("PUT", "/v1/accounts/blog/slots", #"{"slots":[{"weekday":1,"time":"09:00"}]}"#)
            let connection = Town.connection(role)
            for (index, fields) in drafts.enumerated() {
                // With a key the answer is made within the transaction, without one after it.
                let body = #"{"brand":"acme",\#(fields)}"#
                let keyed = try await bureau.done(
                    "POST", "/v1/posts", body, as: connection, headers: ["Idempotency-Key": "k\(index)"],
                    giving: PostView.self)
                #expect(try await bureau.look(keyed.id, as: connection) == keyed)
                let other = try await bureau.done(
                    "POST", "/v1/posts", body.replacing("\"text\":\"", with: "\"text\":\"another "), as: connection,
                    giving: PostView.self)
                #expect(try await bureau.look(other.id, as: connection) == other)
                #expect(other.id != keyed.id)
            }
        }
    }

    @Test("a batch is made whole or not at all")
    func batch() async throws {
        try await Bureau.open { bureau in
            let good = #"{"brand":"acme","posts":[{"text":"a"},{"text":"b"}]}"#
            let made = try await bureau.done("POST", "/v1/posts/batch", good, giving: PostBatchView.self)
            #expect(made.ids.count == 2)
            let bad = #"{"brand":"acme","posts":[{"text":"c"},{"text":"d","to":["nobody"]}]}"#
            #expect(try await bureau.refused("POST", "/v1/posts/batch", bad).code == "account-not-found")
            #expect(try await bureau.done("GET", "/v1/posts", giving: Page<PostSummary>.self).items.count == 2)
        }
    }

    @Test("pages neither skip nor repeat a post while others are made, and a cursor fits its own list alone")
    func paging() async throws {
        try await Bureau.open { bureau in
            var made: [PostID] = []
            for number in 0..<7 {
                made.append(try await bureau.post("Post \(number)", #""schedule":{"kind":"draft"}"#).id)
            }
            var seen: [PostID] = []
            var path = "/v1/posts?limit=2"
            for round in 0..<6 {
                let page = try await bureau.done("GET", path, giving: Page<PostSummary>.self)
                seen += page.items.map(\.id)
                _ = try await bureau.post("New \(round)", #""schedule":{"kind":"draft"}"#)
                guard let next = page.next else { break }
                path = "/v1/posts?limit=2&cursor=\(next)"
            }
            #expect(seen == made.reversed())
            let cursor = try #require(
                try await bureau.done("GET", "/v1/posts?limit=2", giving: Page<PostSummary>.self).next)
            #expect(try await bureau.refused("GET", "/v1/posts?state=draft&cursor=\(cursor)").status == 400)
            #expect(try await bureau.refused("GET", "/v1/queue?cursor=\(cursor)").status == 400)
            #expect(try await bureau.refused("GET", "/v1/posts?cursor=\(cursor)0").status == 400)
        }
    }

    @Test("the queue's times are written as a post's are, on the clock of the brand, and what is past may be named")
    func queueTimes() async throws {
        try await Bureau.open { bureau in
            func queue(_ query: String) async throws -> Int {
                let path = "/v1/queue?\(query.replacing(" ", with: "%20"))"
                return try await bureau.done("GET", path, giving: Page<QueueItem>.self).items.count
            }
            _ = try await bureau.post("Planned", #""schedule":{"kind":"at","at":"tomorrow 09:30"}"#)
            #expect(try await queue("brand=acme&from=today 01:00&until=tomorrow 09:31") == 1)
            #expect(try await queue("brand=acme&until=tomorrow 9:30am") == 0)
            #expect(try await queue("brand=acme&from=tomorrow 9:30am") == 1)
            #expect(try await queue("until=2026-11-24T08:30:01Z") == 1)
            let whose = try await bureau.refused("GET", "/v1/queue?until=tomorrow%2009:30")
            #expect(whose.code == "brand-required")
            // One of the clocks skips it, which is wrong only if that one is meant.
            let skipped = "until=2027-03-28%2002:30"
            #expect(try await bureau.refused("GET", "/v1/queue?\(skipped)").code == "brand-required")
            #expect(try await bureau.refused("GET", "/v1/queue?brand=acme&\(skipped)").code != "brand-required")
            // An account has its brand's clock, and what is the same on all clocks is asked about no more.
            #expect(try await queue("account=blog&until=tomorrow 09:31") == 1)
            #expect(try await queue("until=now") == 0)
            #expect(try await queue("until=%2B2h") == 0)
            #expect(try await queue("from=in 2 hours&until=in 3 days") == 1)
            #expect(try await queue("until=2026-11-24 09:31%2B01:00") == 1)
            let odd = try await bureau.refused("GET", "/v1/queue?brand=acme&until=soon")
            #expect(odd.code == "time-not-understood")
            let post = try await bureau.create(#""text":"x","schedule":{"kind":"at","at":"soon"}"#).problem()
            #expect(odd.allowed == post.allowed && post.allowed?.contains("tomorrow 09:30") == true)
        }
    }

    @Test("a dry run refuses whom the post would be refused, and tells what it would wait for")
    func previewOfRoles() async throws {
        try await Bureau.open { bureau in
            let body = #"{"brand":"acme","text":"x","to":["blog"]}"#
            let viewer = Town.connection(.viewer)
            let refusal = try await bureau.refused("POST", "/v1/posts/preview", body, as: viewer)
            #expect(refusal.status == 403)
            let real = try await bureau.refused("POST", "/v1/posts", body, as: viewer)
            #expect(refusal.detail == real.detail && refusal.code == real.code)
            func preview(_ role: Role) async throws -> PreviewView {
                try await bureau.done(
                    "POST", "/v1/posts/preview", body, as: Town.connection(role), giving: PreviewView.self)
            }
            #expect(try await preview(.approver).approval == nil)
            let told = try await preview(.author)
            #expect(told.fits && told.holds.isEmpty)
            let made = try await bureau.done(
                "POST", "/v1/posts", body, as: Town.connection(.author), giving: PostView.self)
            #expect(told.approval != nil && told.approval == made.holds.first?.detail)
            let hold = try await bureau.done(
                "POST", "/v1/holds", #"{"brand":"acme","scope":"account","subject":"blog"}"#, giving: HoldView.self)
            #expect(try await preview(.approver).holds.map(\.id) == [hold.id])
        }
    }

    @Test("a page by state is full although the posts of that state are rare")
    func rareState() async throws {
        try await Bureau.open { bureau in
            let wanted = try await bureau.post("Planned", later)
            for number in 0..<120 { _ = try await bureau.post("Draft \(number)", #""schedule":{"kind":"draft"}"#) }
            let page = try await bureau.done("GET", "/v1/posts?state=scheduled&limit=1", giving: Page<PostSummary>.self)
            #expect(page.items.map(\.id) == [wanted.id])
            let problem = try await bureau.refused("GET", "/v1/posts?state=planned")
            #expect(problem.code == "state-unknown")
            #expect(problem.allowed?.contains("scheduled") == true)
        }
    }

    @Test("If-Match with an old version changes nothing")
    func match() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("One", later)
            let path = "/v1/posts/\(post.id)"
            let edited = try await bureau.send("PATCH", path, #"{"text":"Two"}"#, headers: ["If-Match": "\"1\""])
            #expect(edited.status == 200)
            #expect(edited.headers[.eTag] == "\"2\"")
            for (method, suffix, body) in [
                ("PATCH", "", #"{"text":"Three"}"#), ("DELETE", "", nil), ("POST", "/cancel", nil),
            ] {
                let stale = try await bureau.send(method, path + suffix, body, headers: ["If-Match": "\"1\""])
                #expect(stale.status == 412, "\(method): \(stale.text)")
            }
            #expect(try await bureau.look(post.id).parts.first?.text == "Two")
        }
    }

    @Test("an id, the beginning of one and `last` name a post; two that fit are told")
    func references() async throws {
        try await Bureau.open { bureau in
            let first = try await bureau.post("First", later)
            #expect(try await bureau.done("GET", "/v1/posts/last", giving: PostView.self).id == first.id)
            bureau.clock.advance(by: .minutes(1))
            let second = try await bureau.post("Second", later)
            #expect(try await bureau.done("GET", "/v1/posts/last", giving: PostView.self).id == second.id)
            let digits = second.id.description.dropFirst(4)
            let common = String(zip(digits, first.id.description.dropFirst(4)).prefix { $0 == $1 }.map(\.0))
            let unique = String(digits.prefix(common.count + 1))
            #expect(try await bureau.done("GET", "/v1/posts/\(unique)", giving: PostView.self).id == second.id)
            #expect(try await bureau.done("GET", "/v1/posts/pst_\(unique)", giving: PostView.self).id == second.id)
            let problem = try await bureau.refused("GET", "/v1/posts/\(common)")
            #expect(problem.code == "post-ambiguous")
            #expect(problem.allowed?.contains(first.id.description) == true)
            // `last` is the asker's own, so somebody who made none has none.
            #expect(try await bureau.refused("GET", "/v1/posts/last", as: Town.connection(.viewer)).status == 404)
        }
    }

    @Test("trying again after an edit never sends the old text, neither now nor later")
    func retryAfterEdit() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Old text", later)
            try await bureau.done("PATCH", "/v1/posts/\(post.id)", #"{"text":"New text"}"#)
            #expect(try await bureau.refused("POST", "/v1/posts/\(post.id)/retry").code == "nothing-to-retry")
            try await bureau.pass(.hours(4))
            #expect(bureau.published == ["New text"])
        }
    }

    @Test("after an edit from three parts to two, a retry of the failed ones never brings the third back")
    func retryShorterThread() async throws {
        try await Bureau.open { bureau in
            let parts = #"[{"text":"1"},{"text":"2"},{"text":"3"}]"#
            let post = try await bureau.done(
                "POST", "/v1/posts", #"{"brand":"acme","to":["blog"],"parts":\#(parts),\#(later)}"#,
                giving: PostView.self)
            try await bureau.done("PATCH", "/v1/posts/\(post.id)", #"{"parts":[{"text":"a"},{"text":"b"}]}"#)
            bureau.network.plan(.publish, .status(422))
            try await bureau.pass(.hours(4))
            #expect(try await bureau.look(post.id).state == .failed)
            try await bureau.done("POST", "/v1/posts/\(post.id)/retry")
            try await bureau.pass(.hours(1))
            #expect(bureau.published == ["a", "b"])
        }
    }

    @Test("a cancelled post that is tried again waits for its own time, and a cancelled draft is a draft")
    func retryCancelled() async throws {
        try await Bureau.open { bureau in
            let planned = try await bureau.post("Planned", later)
            let draft = try await bureau.post("Draft", #""schedule":{"kind":"draft"}"#)
            for post in [planned, draft] {
                try await bureau.done("POST", "/v1/posts/\(post.id)/cancel")
                try await bureau.done("POST", "/v1/posts/\(post.id)/retry")
            }
            try await bureau.pass(.hours(2))
            #expect(bureau.published.isEmpty)
            try await bureau.pass(.hours(2))
            #expect(bureau.published == ["Planned"])
            #expect(try await bureau.look(draft.id).state == .draft)
        }
    }

    @Test("a delete that was taken back is not done after all when the post is tried again")
    func retryAfterUndoneDelete() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Stays")
            try await bureau.pass(.seconds(16))
            try await bureau.done("POST", "/v1/holds", #"{"brand":"acme","scope":"account","subject":"blog"}"#)
            try await bureau.done("DELETE", "/v1/posts/\(post.id)")
            try await bureau.done("POST", "/v1/undo", "{}")
            #expect(try await bureau.refused("POST", "/v1/posts/\(post.id)/retry").code == "nothing-to-retry")
        }
    }

    @Test("an expired post that a person has tried again goes out")
    func retryExpired() async throws {
        try await Bureau.open { bureau in
            try await bureau.done("POST", "/v1/holds", #"{"brand":"acme","scope":"account","subject":"blog"}"#)
            let post = try await bureau.post("Late", later + #","expires":"in 4 hours""#)
            try await bureau.pass(.hours(5))
            let holds = try await bureau.done("GET", "/v1/holds", giving: Page<HoldView>.self)
            for hold in holds.items { try await bureau.done("POST", "/v1/holds/\(hold.id)/release") }
            try await bureau.pass(.minutes(1))
            #expect(try await bureau.look(post.id).state == .expired)
            try await bureau.done("POST", "/v1/posts/\(post.id)/retry")
            try await bureau.pass(.minutes(1))
            #expect(bureau.published == ["Late"])
        }
    }

    @Test("another time for what is published is refused, and so is an edit of what is withdrawn")
    func pointlessEdits() async throws {
        try await Bureau.open { bureau in
            let out = try await bureau.post("Out")
            try await bureau.pass(.seconds(16))
            let when = #"{"schedule":{"kind":"at","at":"tomorrow 10:00"}}"#
            #expect(try await bureau.refused("PATCH", "/v1/posts/\(out.id)", when).code == "already-published")
            #expect(try await bureau.look(out.id).changes == 1)
            let gone = try await bureau.post("Gone", later)
            try await bureau.done("POST", "/v1/posts/\(gone.id)/cancel")
            let problem = try await bureau.refused("PATCH", "/v1/posts/\(gone.id)", #"{"text":"x"}"#)
            #expect(problem.code == "nothing-to-edit")
            #expect(problem.next == "smmctl post retry \(gone.id)")
        }
    }

    @Test("what an author writes waits for an approver, and what it edits waits again")
    func approval() async throws {
        try await Bureau.open { bureau in
            let author = Town.connection(.author)
            let approver = Town.connection(.approver)
            let post = try await bureau.post("Draft of an author", later, as: author)
            let hold = try #require(post.holds.first)
            #expect(hold.reason == .approval)
            #expect(try await bureau.refused("POST", "/v1/holds/\(hold.id)/release", as: author).status == 403)
            try await bureau.done("POST", "/v1/holds/\(hold.id)/release", as: approver)
            // Approved words are not other words, and a dry run says so too.
            let dry = try await bureau.done(
                "PATCH", "/v1/posts/\(post.id)?dryRun=true", #"{"text":"Something else"}"#, as: author,
                giving: PostView.self)
            #expect(dry.holds.map(\.reason) == [.approval])
            #expect(dry.holds.first?.next == nil && !dry.next.contains { $0.contains("hold release") })
            #expect(try await bureau.look(post.id).holds.isEmpty)
            let edited = try await bureau.done(
                "PATCH", "/v1/posts/\(post.id)", #"{"text":"Something else"}"#, as: author, giving: PostView.self)
            #expect(edited.holds.map(\.reason) == [.approval])
            try await bureau.pass(.hours(4))
            #expect(bureau.published.isEmpty)
            let again = try #require(try await bureau.look(post.id).holds.first)
            try await bureau.done("POST", "/v1/holds/\(again.id)/release", as: approver)
            try await bureau.pass(.minutes(5))
            #expect(bureau.published == ["Something else"])
            // What is out already changes only when an approver lets it.
            try await bureau.done("PATCH", "/v1/posts/\(post.id)", #"{"text":"Third"}"#, as: author)
            try await bureau.pass(.hours(1))
            #expect(bureau.published == ["Something else"])
            #expect(try await bureau.refused("DELETE", "/v1/posts/\(post.id)", as: author).status == 403)
        }
    }

    @Test("an account's name is looked for in the brand that was named")
    func accountOfBrand() async throws {
        try await Bureau.open { bureau in
            try await bureau.done("POST", "/v1/accounts", #"{"brand":"beta","platform":"fake","name":"blog"}"#)
            let post = try await bureau.post("Mine", later)
            let page = try await bureau.done("GET", "/v1/posts?brand=acme&account=blog", giving: Page<PostSummary>.self)
            #expect(page.items.map(\.id) == [post.id])
            #expect(try await bureau.refused("GET", "/v1/posts?account=blog").code == "account-ambiguous")
        }
    }
}
