import SMMAPI
import SMMAPIServer
import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import Testing

@Suite("Derived states, the story and the list of what needs a person")
struct StateTests {
    private func why(_ bureau: Bureau, _ post: PostID) async throws -> StoryView {
        try await bureau.done("GET", "/v1/posts/\(post)/why", giving: StoryView.self)
    }

    private func attention(_ bureau: Bureau, as role: Role? = nil) async throws -> [AttentionItem] {
        // A status is good for a second; the clock of the test has to pass it.
        bureau.clock.advance(by: .seconds(3))
        return try await bureau.done(
            "GET", "/v1/status", as: role.map(Town.connection) ?? Bureau.root, giving: StatusView.self
        ).attention
    }

    @Test("a post goes through its states, each with the commands that make sense in it")
    func states() async throws {
        try await Bureau.open { bureau in
            let draft = try await bureau.post("One", #""schedule":{"kind":"draft"}"#)
            #expect(draft.state == .draft)
            #expect(draft.next == [#"smmctl post edit \#(draft.id) --at "tomorrow 09:30""#])
            let planned = try await bureau.done(
                "PATCH", "/v1/posts/\(draft.id)", #"{"schedule":{"kind":"at","at":"in 1 hour"}}"#, giving: PostView.self
            )
            #expect(planned.state == .scheduled)
            #expect(planned.next.contains("smmctl post cancel \(draft.id)"))
            try await bureau.pass(.hours(2))
            let out = try await bureau.look(draft.id)
            #expect(out.state == .published)
            #expect(out.next == ["smmctl post delete \(draft.id)"])
            #expect(out.deliveries.first?.operations.last?.receipt != nil)
            try await bureau.done("DELETE", "/v1/posts/\(draft.id)")
            try await bureau.pass(.minutes(1))
            #expect(try await bureau.look(draft.id).state == .deleted)
            #expect(bureau.published.isEmpty)
        }
    }

    @Test("a delete under a hold waits, as does a post that is tried again, each with why and until when")
    func waiting() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Stays")
            try await bureau.pass(.seconds(16))
            let hold = try await bureau.done(
                "POST", "/v1/holds", #"{"brand":"acme","scope":"brand"}"#, giving: HoldView.self)
            try await bureau.done("DELETE", "/v1/posts/\(post.id)")
            let held = try await bureau.look(post.id)
            #expect(held.state == .waiting)
            let waiting = WaitView(.held, kind: .delete, held: [.operator])
            #expect(held.deliveries.first?.waits == waiting)
            let list = try await bureau.done("GET", "/v1/posts?state=waiting", giving: Page<PostSummary>.self)
            #expect(list.items.map(\.waits) == [waiting])
            let now = try await why(bureau, post.id).now
            #expect(now.hasPrefix("It is published, and waits to be taken down: the brand is held (operator) since"))
            #expect(now.hasSuffix("."))
            #expect(!now.contains("Its time was"))
            try await bureau.done("POST", "/v1/holds/\(hold.id)/release")
            try await bureau.pass(.minutes(1))
            #expect(try await bureau.look(post.id).state == .deleted)

            bureau.network.plan(.publish, .status(503, headers: [.init("Retry-After", "60")]))
            let other = try await bureau.post("Again")
            try await bureau.pass(.seconds(20))
            let again = try await bureau.look(other.id)
            #expect(again.state == .waiting)
            let waits = try #require(again.deliveries.first?.waits)
            #expect(waits.reason == "retry" && waits.held.isEmpty)
            #expect((waits.until?.instant).map { $0 > bureau.clock.now } == true)
            bureau.clock.advance(by: .seconds(3))
            let counts = try await bureau.done("GET", "/v1/status", giving: StatusView.self).counts
            #expect(counts.retrying == 1 && counts.underway == 0)
        }
    }

    @Test("what a copy is in doubt about is not said to have been sent, and the hold on the question is named")
    func copied() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Perhaps", #""schedule":{"kind":"at","at":"in 1 hour"}"#)
            let hold = try await bureau.done(
                "POST", "/v1/holds", #"{"brand":"acme","scope":"brand","detail":"a copy"}"#, giving: HoldView.self)
            try await bureau.pass(.hours(2))
            let later = bureau.clock.now
            let doubtful = try await bureau.database.write { tx in
                try CopyDoubt.enter(dueBy: later, now: later, settle: { _ in .seconds(60) }, in: tx)
            }
            #expect(doubtful == 1)
            bureau.clock.advance(by: .seconds(1))
            let held = try await why(bureau, post.id)
            let sentence =
                "The database is a copy, whose original may have sent it by now: nothing is sent before that is known. "
                + "The platform is asked once this is released: the brand is held (operator) since "
            #expect(held.now.hasPrefix(sentence), "\(held.now)")
            #expect(held.now.hasSuffix(": a copy."), "\(held.now)")
            try await bureau.done("POST", "/v1/holds/\(hold.id)/release")
            let free = try await why(bureau, post.id).now
            #expect(!free.contains("  ") && !free.contains("answer was lost"), "\(free)")
        }
    }

    @Test("what a copy is in doubt about and was refused before is not said to have lost its connection")
    func refusedBeforeCopy() async throws {
        try await Bureau.open { bureau in
            bureau.network.plan(.publish, .status(503, headers: [.init("Retry-After", "3600")]))
            let post = try await bureau.post("Perhaps")
            try await bureau.pass(.seconds(20))
            let now = bureau.clock.now
            _ = try await bureau.database.write { tx in
                try CopyDoubt.enter(dueBy: now, now: now, settle: { _ in .hours(1) }, in: tx)
            }
            bureau.clock.advance(by: .seconds(1))
            let said = try await why(bureau, post.id).now
            #expect(said.contains("Attempt 1 did not get it out (") && !said.contains("connection was lost"), "\(said)")
        }
    }

    @Test("the next part of a thread that is held is not told like a post that is not out")
    func heldPart() async throws {
        try await Bureau.open { bureau in
            bureau.network.plan(.publish, .normal, .status(503, headers: [.init("Retry-After", "3600")]))
            let post = try await bureau.done(
                "POST", "/v1/posts",
                #"{"brand":"acme","to":["blog"],"parts":[{"text":"1"},{"text":"2"}],"schedule":{"kind":"now"}}"#,
                giving: PostView.self)
            try await bureau.pass(.minutes(1))
            let tried = try #require(try await bureau.look(post.id).deliveries.first?.waits)
            #expect(tried.reason == "retry" && tried.part == 1)
            try await bureau.done("POST", "/v1/holds", #"{"brand":"acme","scope":"brand"}"#)
            let held = try await bureau.look(post.id).deliveries.first?.waits
            #expect(held == WaitView(.held, kind: .publish, part: 1, held: [.operator]))
        }
    }

    @Test("below the story the story is no next step")
    func storyNext() async throws {
        try await Bureau.open { bureau in
            bureau.network.plan(.publish, .status(503, headers: [.init("Retry-After", "60")]))
            let post = try await bureau.post("Again")
            try await bureau.pass(.seconds(20))
            #expect(try await bureau.look(post.id).next == ["smmctl why \(post.id)", "smmctl post cancel \(post.id)"])
            #expect(try await why(bureau, post.id).next == ["smmctl post cancel \(post.id)"])
            bureau.network.plan(.publish, .status(422))
            try await bureau.pass(.hours(2))
            #expect(try await bureau.look(post.id).state == .failed)
            #expect(try await why(bureau, post.id).next == ["smmctl post retry \(post.id)"])
        }
    }

    @Test("a thread of which one part was refused is partly out, and says which way on")
    func partly() async throws {
        try await Bureau.open { bureau in
            bureau.network.plan(.publish, .normal, .status(422))
            let post = try await bureau.done(
                "POST", "/v1/posts",
                #"{"brand":"acme","to":["blog"],"parts":[{"text":"1"},{"text":"2"}],"schedule":{"kind":"now"}}"#,
                giving: PostView.self)
            try await bureau.pass(.hours(1))
            let view = try await bureau.look(post.id)
            #expect(view.state == .partly)
            #expect(view.next.contains("smmctl post retry \(post.id)"))
            #expect(try await why(bureau, post.id).now.contains("1 of 2"))
            try await bureau.done("POST", "/v1/posts/\(post.id)/retry")
            try await bureau.pass(.hours(1))
            #expect(bureau.published == ["1", "2"])
            #expect(try await bureau.look(post.id).state == .published)
        }
    }

    @Test("of a thread that was refused the first cause is told, not that the parts behind it did not follow")
    func firstCause() async throws {
        try await Bureau.open { bureau in
            bureau.network.plan(.publish, .reply(FakeReply.error(422, "bad", "no such thing"), effect: false))
            let post = try await bureau.done(
                "POST", "/v1/posts",
                #"{"brand":"acme","to":["blog"],"parts":[{"text":"1"},{"text":"2"}],"schedule":{"kind":"now"}}"#,
                giving: PostView.self)
            try await bureau.pass(.hours(1))
            #expect(try await bureau.look(post.id).state == .failed)
            let now = try await why(bureau, post.id).now
            #expect(now.contains("no such thing") && !now.contains("part before"), "\(now)")
        }
    }

    @Test("a post that is taken away needs nobody any more, refused or held as it may be")
    func deleted() async throws {
        try await Bureau.open { bureau in
            bureau.network.plan(.publish, .status(422))
            let refused = try await bureau.post("Refused")
            try await bureau.pass(.minutes(1))
            let held = try await bureau.post("Held", as: Town.connection(.author))
            #expect(Set(try await attention(bureau).compactMap(\.post)) == [refused.id, held.id])
            try await bureau.done("POST", "/v1/posts/\(held.id)/cancel")
            #expect(Set(try await attention(bureau).compactMap(\.post)) == [refused.id])
            try await bureau.done("DELETE", "/v1/posts/\(refused.id)")
            #expect(try await attention(bureau).compactMap(\.post).isEmpty)
            // What comes back is held as before.
            try await bureau.done("POST", "/v1/posts/\(held.id)/retry")
            #expect(try await attention(bureau).compactMap(\.post) == [held.id])
        }
    }

    @Test("a deleted post nobody knows the fate of still asks: where it is out, it is taken down on a person's word")
    func deletedUnknown() async throws {
        try await Bureau.open(.blind) { bureau in
            bureau.network.plan(.publish, .lose(effect: true))
            let post = try await bureau.post("Did it arrive?")
            try await bureau.pass(.hours(2))
            try await bureau.done("DELETE", "/v1/posts/\(post.id)")
            #expect(try await attention(bureau).compactMap(\.post) == [post.id])
            try await bureau.done("POST", "/v1/posts/\(post.id)/resolve", #"{"published":"https://example.org/1"}"#)
            let view = try await bureau.look(post.id)
            #expect(view.deliveries.first?.operations.map(\.kind.known) == [.publish, .delete])
            #expect(try await attention(bureau).isEmpty)
        }
    }

    @Test(
        "a post the fuse stopped needs nobody once it is cancelled, and is held as before when it comes back")
    func cancelledUnderFuse() async throws {
        try await Bureau.open { bureau in
            _ = try await bureau.post("Twice")
            try await bureau.pass(.minutes(1))
            let twin = try await bureau.post("Twice")
            try await bureau.pass(.minutes(1))
            #expect(try await attention(bureau).map(\.kind) == ["fuse"])
            try await bureau.done("POST", "/v1/posts/\(twin.id)/cancel")
            #expect(try await attention(bureau).isEmpty)
            try await bureau.done("POST", "/v1/posts/\(twin.id)/retry")
            #expect(try await attention(bureau).compactMap(\.post) == [twin.id])
            try await bureau.pass(.hours(1))
            #expect(bureau.published == ["Twice"])
        }
    }

    @Test("an unknown outcome says so everywhere, and a person's word settles it once", arguments: [true, false])
    func unknown(isOut: Bool) async throws {
        try await Bureau.open(.blind) { bureau in
            bureau.network.plan(.publish, .lose(effect: isOut))
            let post = try await bureau.post("Did it arrive?")
            try await bureau.pass(.hours(2))
            #expect(try await bureau.look(post.id).state == .unknown)
            #expect(try await why(bureau, post.id).now.contains("a person must"))
            let item = try #require(try await attention(bureau).first { $0.post == post.id })
            #expect(item.next?.contains("smmctl post resolve \(post.id)") == true)
            // Never simply sent again.
            let retry = try await bureau.refused("POST", "/v1/posts/\(post.id)/retry")
            #expect(retry.code == "unknown-outcome")
            for url in ["nourl", "https://a b", "javascript:x", "https://x\u{1B}[31m"] {
                let problem = try await bureau.refused(
                    "POST", "/v1/posts/\(post.id)/resolve",
                    #"{"published":"\#(url)"}"#.replacing("\u{1B}", with: #"\u001b"#))
                #expect(problem.code == "url-invalid")
            }
            #expect(
                try await bureau.refused("POST", "/v1/posts/\(post.id)/resolve", "{}").code == "resolution-required")
            let word = isOut ? #"{"published":"https://example.org/1"}"# : #"{"notPublished":true,"resend":true}"#
            let stranger = try await bureau.refused(
                "POST", "/v1/posts/\(post.id)/resolve", word, as: Town.connection(.author))
            #expect(stranger.status == 403)
            try await bureau.done("POST", "/v1/posts/\(post.id)/resolve", word, as: Town.connection(.approver))
            try await bureau.pass(.hours(1))
            #expect(try await bureau.look(post.id).state == .published)
            #expect(bureau.network.report().made == 1)
            #expect(bureau.network.report().doubles.isEmpty)
            #expect(try await attention(bureau).allSatisfy { $0.post != post.id })
            let again = try await bureau.refused("POST", "/v1/posts/\(post.id)/resolve", word)
            #expect(again.code == "nothing-unknown")
        }
    }

    @Test("the story tells who, what, each attempt and what came back, in the order of time and on the brand's clock")
    func story() async throws {
        try await Bureau.open { bureau in
            bureau.network.plan(.publish, .status(503, headers: [.init("Retry-After", "60")]))
            let post = try await bureau.post("Story")
            let before = try await why(bureau, post.id)
            #expect(before.now.contains("Europe/Berlin"))
            #expect(before.now.contains("UTC"))
            #expect(before.now.contains("2026-11-23 11:00:15"), "no machine's time: \(before.now)")
            try await bureau.pass(.minutes(30))
            let after = try await why(bureau, post.id)
            #expect(after.post.state == .published)
            #expect(after.lines.filter { $0.kind == "attempt" }.count >= 3)
            #expect(after.lines.contains { $0.who == "root" })
            let times = after.lines.compactMap(\.at.instant)
            #expect(times == times.sorted())
            #expect(after.lines.allSatisfy { $0.at.zone == "Europe/Berlin" })
        }
    }

    @Test("words of a platform are data in the story, with every control character escaped in its JSON")
    func remoteWords() async throws {
        try await Bureau.open { bureau in
            bureau.network.plan(
                .publish, .reply(FakeReply.error(422, "bad", "no \u{1B}[31mred\u{7}\u{202E}"), effect: false))
            let post = try await bureau.post("Refused")
            try await bureau.pass(.minutes(1))
            for path in ["/v1/posts/\(post.id)/why", "/v1/posts/\(post.id)", "/v1/events", "/v1/status"] {
                let answer = try await bureau.send("GET", path)
                #expect(!answer.body.contains(0x1B) && !answer.body.contains(0x07), "\(path)")
            }
            #expect(try await bureau.send("GET", "/v1/posts/\(post.id)/why").text.contains("mred"), "nothing to escape")
            #expect(try await bureau.look(post.id).state == .failed)
        }
    }

    @Test("what needs a person is told once, with the command to type, to those who see the brand")
    func attentionList() async throws {
        try await Bureau.open { bureau in
            let hold = try await bureau.done(
                "POST", "/v1/holds", #"{"brand":"acme","scope":"account","subject":"blog","detail":"Wait"}"#,
                giving: HoldView.self)
            let items = try await attention(bureau).filter { $0.message.contains("Wait") }
            #expect(items.count == 1)
            #expect(items.first?.next == "smmctl hold release \(hold.id)")
            #expect(try await attention(bureau, as: .viewer).contains { $0.message.contains("Wait") })
            try await bureau.done("POST", "/v1/holds", #"{"brand":"beta","scope":"account","subject":"shop"}"#)
            #expect(try await attention(bureau, as: .viewer).allSatisfy { $0.brand?.name != "beta" })
            try await bureau.done("POST", "/v1/holds/\(hold.id)/release")
            #expect(try await attention(bureau).allSatisfy { !$0.message.contains("Wait") })
        }
    }

    @Test("a time that comes twice is told in the preview, and either can be had")
    func twice() async throws {
        try await Bureau.open { bureau in
            func preview(_ fold: String) async throws -> ScheduleView {
                let schedule = #"{"kind":"at","at":"2027-10-31 02:30"\#(fold)}"#
                let body = #"{"brand":"acme","text":"x","schedule":\#(schedule)}"#
                let view = try await bureau.done("POST", "/v1/posts/preview", body, giving: PreviewView.self)
                return try #require(view.targets.first).schedule
            }
            let first = try await preview("")
            #expect(first.due?.at.hasPrefix("2027-10-31T00:30") == true)
            #expect(first.twice == true)
            let second = try await preview(#","fold":1"#)
            #expect(second.due?.at.hasPrefix("2027-10-31T01:30") == true)
            #expect(second.fold == 1)
            // A fold beside an offset that says the same changes nothing.
            let said = #"{"kind":"at","at":"2027-10-31T02:30:00+01:00","fold":1}"#
            let post = try await bureau.post("y", #""schedule":\#(said)"#)
            let schedule = try #require(post.deliveries.first).schedule
            #expect(schedule.due?.at.hasPrefix("2027-10-31T01:30") == true && schedule.fold == 1)
        }
    }
}
