import SMMAPI
import SMMAPIServer
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Undo")
struct UndoTests {
    private func undo(_ bureau: Bureau, _ body: String = "{}", as role: Role? = nil) async throws -> Answer {
        try await bureau.send("POST", "/v1/undo", body, as: role.map(Town.connection) ?? Bureau.root)
    }

    @Test("a post for now is stopped within its fifteen seconds")
    func stops() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Oops")
            try await bureau.pass(.seconds(14))
            let answer = try await undo(bureau)
            #expect(answer.status == 200, "\(answer.text)")
            let view = try answer.decode(UndoView.self)
            #expect(view.brand?.name == "acme")
            #expect(view.message == "Post \(post.id) “Oops” is withdrawn; nothing of it was sent.")
            try await bureau.pass(.hours(1))
            #expect(bureau.published.isEmpty)
            #expect(try await bureau.look(post.id).state == .cancelled)
        }
    }

    @Test("what is out is not undone; the answer says how to take it down")
    func tooLate() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Out")
            try await bureau.pass(.seconds(16))
            let problem = try await undo(bureau).problem()
            #expect(problem.code == "too-late-to-undo")
            #expect(problem.next == "smmctl post delete \(post.id)")
            #expect(bureau.published == ["Out"])
        }
    }

    @Test("a cancel is undone: the post waits for its own time again, a draft stays a draft")
    func cancelled() async throws {
        try await Bureau.open { bureau in
            let later = try await bureau.post("Later", #""schedule":{"kind":"at","at":"in 3 hours"}"#)
            try await bureau.done("POST", "/v1/posts/\(later.id)/cancel")
            #expect(try await undo(bureau).status == 200)
            #expect(try await bureau.look(later.id).state == .scheduled)
            let draft = try await bureau.post("Draft", #""schedule":{"kind":"draft"}"#)
            try await bureau.done("POST", "/v1/posts/\(draft.id)/cancel")
            #expect(try await undo(bureau).status == 200)
            #expect(try await bureau.look(draft.id).state == .draft)
            try await bureau.pass(.hours(2))
            #expect(bureau.published.isEmpty)
            try await bureau.pass(.hours(2))
            #expect(bureau.published == ["Later"])
        }
    }

    @Test("the text an edit replaced does not come back with the undone cancel")
    func replaced() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("First", #""schedule":{"kind":"at","at":"in 3 hours"}"#)
            try await bureau.done("PATCH", "/v1/posts/\(post.id)", #"{"text":"Second"}"#)
            try await bureau.done("POST", "/v1/posts/\(post.id)/cancel")
            #expect(try await undo(bureau).status == 200)
            try await bureau.pass(.hours(4))
            #expect(bureau.published == ["Second"])
        }
    }

    @Test("each undoes its own acts alone, and only once")
    func own() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Mine", #""schedule":{"kind":"at","at":"in 3 hours"}"#)
            #expect(try await undo(bureau, as: .admin).problem().code == "nothing-to-undo")
            #expect(try await undo(bureau, #"{"post":"\#(post.id)"}"#, as: .admin).problem().code == "nothing-to-undo")
            #expect(try await undo(bureau).status == 200)
            let again = try await undo(bureau).problem()
            #expect(again.code == "nothing-to-undo")
            #expect(again.next == "To have it as before after all: smmctl post retry \(post.id)")
            // What is proposed does what it says.
            try await bureau.done("POST", "/v1/posts/\(post.id)/retry")
            try await bureau.pass(.hours(1))
            #expect(bureau.published.isEmpty)
            try await bureau.pass(.hours(3))
            #expect(bureau.published == ["Mine"])
        }
    }

    @Test(
        "what is proposed after an undone cancel or delete does that again",
        arguments: [
            (true, "To withdraw it after all: smmctl post cancel"),
            (false, "To take it down after all: smmctl post delete"),
        ])
    func again(_ isCancel: Bool, _ next: String) async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post(
                "Mine", isCancel ? #""schedule":{"kind":"at","at":"in 3 hours"}"# : #""schedule":{"kind":"now"}"#)
            try await bureau.pass(.seconds(16))
            // A delete can be taken back only where it has not begun.
            try await bureau.done("POST", "/v1/holds", #"{"brand":"acme","scope":"post","subject":"\#(post.id)"}"#)
            let path = "/v1/posts/\(post.id)"
            let (method, target) = isCancel ? ("POST", path + "/cancel") : ("DELETE", path)
            try await bureau.done(method, target)
            #expect(try await undo(bureau).status == 200)
            #expect(try await undo(bureau).problem().next == "\(next) \(post.id)")
            #expect(try await bureau.send(method, target).status < 300)
        }
    }

    @Test("an author is proposed what an author may do, and told who may do the rest")
    func author() async throws {
        try await Bureau.open { bureau in
            let author = Town.connection(.author)
            let post = try await bureau.post(
                "Mine", #""schedule":{"kind":"at","at":"in 3 hours"}"#, as: author)
            #expect(try await undo(bureau, as: .author).status == 200)
            let next = try #require(try await undo(bureau, as: .author).problem().next)
            #expect(next.hasSuffix("you can make it anew: smmctl post \"TEXT\""))
            #expect(next.hasPrefix("An approver can have it as before (smmctl post retry \(post.id))"))
            #expect(try await bureau.refused("POST", "/v1/posts/\(post.id)/retry", as: author).status == 403)
            let out = try await bureau.post("Out", as: author)
            let hold = try #require(out.holds.first)
            try await bureau.done("POST", "/v1/holds/\(hold.id)/release")
            try await bureau.pass(.seconds(20))
            #expect(bureau.published == ["Out"])
            let late = try await undo(bureau, as: .author).problem()
            #expect(late.code == "too-late-to-undo")
            #expect(late.next == "An approver can take it down: smmctl post delete \(out.id)")
        }
    }

    @Test("a delete that was withdrawn is said to have been, and a retry that waits can be stopped")
    func withdrawnDelete() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Stands")
            try await bureau.pass(.seconds(16))
            try await bureau.done("POST", "/v1/holds", #"{"brand":"acme","scope":"post","subject":"\#(post.id)"}"#)
            try await bureau.done("DELETE", "/v1/posts/\(post.id)")
            try await bureau.done("POST", "/v1/posts/\(post.id)/cancel")
            let problem = try await undo(bureau).problem()
            #expect(problem.detail.hasPrefix("You withdrew the delete of the post last"))
            #expect(problem.next == "To take it down after all: smmctl post delete \(post.id)")
            try await bureau.done("DELETE", "/v1/posts/\(post.id)")

            let other = try await bureau.post("Again", #""schedule":{"kind":"at","at":"in 3 hours"}"#)
            try await bureau.done("POST", "/v1/posts/\(other.id)/cancel")
            try await bureau.done("POST", "/v1/posts/\(other.id)/retry")
            #expect(try await undo(bureau).problem().next == "To stop it: smmctl post cancel \(other.id)")
            try await bureau.done("POST", "/v1/posts/\(other.id)/cancel")
        }
    }

    @Test("what was done last to something else is named, and no older post is taken back in its place")
    func other() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Waits", #""schedule":{"kind":"at","at":"in 3 hours"}"#)
            try await bureau.done("POST", "/v1/holds", #"{"brand":"acme","scope":"brand"}"#)
            let problem = try await undo(bureau).problem()
            #expect(problem.code == "nothing-to-undo")
            #expect(problem.detail.hasSuffix("A hold was placed."))
            #expect(try await bureau.look(post.id).state == .scheduled)
            #expect(try await undo(bureau, #"{"post":"last"}"#).status == 200)
            #expect(try await bureau.look(post.id).state == .cancelled)
        }
    }

    @Test("with a brand chosen, only what was done there is taken back")
    func brand() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Here", #""schedule":{"kind":"at","at":"in 3 hours"}"#)
            try await bureau.done("POST", "/v1/brands", #"{"name":"other","zone":"Europe/Berlin"}"#)
            #expect(try await undo(bureau, #"{"brand":"other"}"#).problem().code == "nothing-to-undo")
            let foreign = try await undo(bureau, #"{"brand":"other","post":"\#(post.id)"}"#).problem()
            #expect(foreign.code == "post-not-found")
            #expect(foreign.next?.contains("--brand") == true)
            #expect(try await undo(bureau, #"{"brand":"acme"}"#).status == 200)
            #expect(try await bureau.look(post.id).state == .cancelled)
        }
    }

    @Test("an edit is not taken back by itself; the answer says what stops it")
    func edited() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("First", #""schedule":{"kind":"at","at":"in 3 hours"}"#)
            try await bureau.done("PATCH", "/v1/posts/\(post.id)", #"{"schedule":{"kind":"now"}}"#)
            let problem = try await undo(bureau).problem()
            #expect(problem.code == "nothing-to-undo")
            #expect(problem.next?.hasSuffix("smmctl post cancel \(post.id)") == true)
            try await bureau.done("POST", "/v1/posts/\(post.id)/cancel")
            try await bureau.pass(.hours(4))
            #expect(bureau.published.isEmpty)
        }
    }

    @Test("after a day it is too late")
    func old() async throws {
        try await Bureau.open { bureau in
            _ = try await bureau.post("Old", #""schedule":{"kind":"draft"}"#)
            bureau.clock.advance(by: .hours(25))
            let problem = try await undo(bureau).problem()
            #expect(["too-late-to-undo", "nothing-to-undo"].contains(problem.code))
        }
    }

    @Test("a delete that has not begun is undone, and the post stands")
    func deleted() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Stays")
            try await bureau.pass(.seconds(16))
            try await bureau.done("POST", "/v1/holds", #"{"brand":"acme","scope":"post","subject":"\#(post.id)"}"#)
            try await bureau.done("DELETE", "/v1/posts/\(post.id)")
            #expect(try await undo(bureau).status == 200)
            let holds = try await bureau.done("GET", "/v1/holds?post=\(post.id)", giving: Page<HoldView>.self)
            for hold in holds.items { try await bureau.done("POST", "/v1/holds/\(hold.id)/release") }
            try await bureau.pass(.hours(1))
            #expect(bureau.published == ["Stays"])
            #expect(try await bureau.look(post.id).state == .published)
        }
    }

    @Test("a dry run says what would be undone and undoes nothing")
    func dryRun() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Goes", #""schedule":{"kind":"at","at":"in 3 hours"}"#)
            try await bureau.done("POST", "/v1/undo?dryRun=true", "{}")
            #expect(try await bureau.look(post.id).state == .scheduled)
        }
    }

    @Test("cancel is not undone into a double: another post with the same text waits by now")
    func repeated() async throws {
        try await Bureau.open { bureau in
            let rest = #""schedule":{"kind":"at","at":"in 3 hours"}"#
            let first = try await bureau.post("Twin", rest)
            try await bureau.done("POST", "/v1/posts/\(first.id)/cancel")
            _ = try await bureau.post("Twin", rest, as: Town.connection(.approver))
            #expect(try await undo(bureau).problem().code == "repeated-text")
        }
    }
}
