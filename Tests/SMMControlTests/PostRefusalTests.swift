import SMMAPI
import SMMAPIServer
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import Testing

@Suite("Posts that are refused")
struct PostRefusalTests {
    @Test("bad input says what, why, what is allowed and what to do, and leaves nothing half-created")
    func badInput() async throws {
        try await Bureau.open { bureau in
            try await bureau.done("POST", "/v1/accounts", #"{"brand":"acme","platform":"cinema","name":"hall"}"#)
            let before = try await bureau.eventCount()
            // A field, the code, and a piece of the next step or of what is allowed.
            let cases: [(String, String, String)] = [
                (#""text":"x","to":["blgo"]"#, "account-not-found", "Did you mean blog?"),
                (#""text":"x","to":["blog","nobody"]"#, "account-not-found", "smmctl account list"),
                (#""text":"x""#, "target-required", "blog, hall"),
                (#""text":"x","to":["blog"],"schedule":{"kind":"at","at":"2027-03-28 02:30"}"#, "gap", "03:00"),
                (#""text":"x","to":["blog"],"schedule":{"kind":"at","at":"2020-01-01 10:00"}"#, "past", "later"),
                (
                    #""text":"x","to":["blog"],"schedule":{"kind":"at","at":"soonish"}"#, "time-not-understood",
                    "tomorrow 09:30"
                ),
                (#""text":"x","to":["blog"],"schedule":{"kind":"at"}"#, "time-missing", "--at"),
                (#""text":"x","to":["blog"],"schedule":{"kind":"never"}"#, "schedule-unknown", "now, at, slot, draft"),
                (#""text":"x","to":["blog"],"language":"deutsch!""#, "language-invalid", "BCP 47"),
                (#""text":"x","to":["blog"],"media":[{"asset":"ast_1"}]"#, "asset-not-found", "smmctl media add"),
                (#""text":"x","to":["blog"],"variants":{"myspace":{"text":"y"}}"#, "platform-unknown", "fake"),
                (#""text":"x","to":["blog"],"lateWindowSeconds":-1"#, "late-window-invalid", "0 to"),
                (#""text":"x","parts":[{"text":"y"}],"to":["blog"]"#, "parts-and-text", ""),
                (
                    #""text":"x","to":["blog"],"expires":"in 1 hour","schedule":{"kind":"at","at":"in 2 hours"}"#,
                    "expires-before-due", "--expires"
                ),
            ]
            for (fields, code, words) in cases {
                let answer = try await bureau.create(fields)
                let problem = try answer.problem()
                #expect(problem.code.contains(code), "\(fields): \(answer.text)")
                let told = [problem.next, problem.allowed].compactMap { $0 }.joined(separator: " ")
                #expect(told.contains(words), "\(fields): \(answer.text)")
                #expect(!problem.detail.isEmpty)
            }
            #expect(try await bureau.eventCount() == before)
            #expect(try await bureau.done("GET", "/v1/posts", giving: Page<PostSummary>.self).items.isEmpty)
        }
    }

    @Test("a dry run refuses what the real thing would: a last moment too early, a text that waits, a post to nowhere")
    func dryRun() async throws {
        try await Bureau.open { bureau in
            func preview(_ fields: String) async throws -> PreviewView {
                try await bureau.done(
                    "POST", "/v1/posts/preview", #"{"brand":"acme",\#(fields)}"#, giving: PreviewView.self)
            }
            let early = #""text":"x","to":["blog"],"expires":"in 1 hour","schedule":{"kind":"at","at":"in 2 hours"}"#
            let expired = try await preview(early)
            #expect(!expired.fits)
            #expect(expired.targets.first?.violations.map(\.rule) == ["expires-before-due"])
            #expect(try await bureau.create(early).problem().code == "expires-before-due")

            let waiting = try await bureau.post("Twice")
            let again = #""text":"Twice","to":["blog"],"schedule":{"kind":"draft"}"#
            let repeated = try #require(try await preview(again).targets.first)
            #expect(!repeated.fits)
            #expect(repeated.violations.map(\.rule) == ["repeated-text"])
            #expect(repeated.violations.first?.next?.contains("\(waiting.id)") == true)
            #expect(try await bureau.create(again).problem().code == "repeated-text")
            #expect(try await preview(again + #","allowRepeat":true"#).fits)

            try await bureau.done("POST", "/v1/groups", #"{"brand":"acme","name":"team"}"#)
            let nowhere = #"{"brand":"acme","text":"x","to":["team"]}"#
            #expect(try await bureau.refused("POST", "/v1/posts/preview", nowhere).code == "no-target")
            #expect(try await bureau.refused("POST", "/v1/posts", nowhere).code == "no-target")
        }
    }

    @Test(
        "a fold other than 0 and 1, and one that says the other than the time itself, are refused",
        arguments: [
            (#""at":"2027-10-31 02:30","fold":2"#, "fold-invalid"),
            (#""at":"2027-10-31 02:30","fold":-1"#, "fold-invalid"),
            (#""at":"2027-10-31T02:30:00+02:00","fold":1"#, "fold-contradicts"),
        ])
    func fold(_ time: String, _ code: String) async throws {
        try await Bureau.open { bureau in
            let fields = #""text":"x","to":["blog"],"schedule":{"kind":"at",\#(time)}"#
            #expect(try await bureau.create(fields).problem().code == code)
            let draft = try await bureau.post("y", #""schedule":{"kind":"draft"}"#)
            let edit = #"{"schedule":{"kind":"at",\#(time)}}"#
            #expect(try await bureau.refused("PATCH", "/v1/posts/\(draft.id)", edit).code == code)
        }
    }

    @Test("the fold of every time that comes once does no harm beside an offset")
    func plainFold() async throws {
        try await Bureau.open { bureau in
            let time = #""schedule":{"kind":"at","at":"2027-10-31T01:30:00Z","fold":0}"#
            let post = try await bureau.post("x", time)
            #expect(post.deliveries.first?.schedule.due?.at == "2027-10-31T01:30:00Z")
        }
    }

    @Test("a name that could mean more than one group says so, not that there is no such account")
    func ambiguousGroup() async throws {
        try await Bureau.open { bureau in
            var ids: [String] = []
            for name in ["team", "crew"] {
                let group = try await bureau.done(
                    "POST", "/v1/groups", #"{"brand":"acme","name":"\#(name)"}"#, giving: GroupView.self)
                ids.append(group.id.description)
            }
            // Made in the same instant, the ids begin alike.
            let shared = zip(ids[0], ids[1]).prefix { $0 == $1 }.map { String($0.0) }.joined()
            #expect(shared.utf8.count > "grp_".utf8.count + 2)
            let problem = try await bureau.create(#""text":"x","to":["\#(shared)"]"#).problem()
            #expect(problem.code.contains("group-ambiguous"))
            #expect(problem.allowed?.contains("acme/team") == true && problem.allowed?.contains("acme/crew") == true)
        }
    }

    @Test("a 400 MB video where 40 MB are allowed is refused before anything is made")
    func tooLarge() async throws {
        try await Bureau.open { bureau in
            try await bureau.done("POST", "/v1/accounts", #"{"brand":"acme","platform":"cinema","name":"hall"}"#)
            let facts = #"{"sha256":"\#(String(repeating: "a", count: 64))","type":"video/mp4","byteCount":400000000}"#
            let draft = #"{"brand":"acme","text":"A film","to":["hall"],"media":[{"asset":"ast_1","facts":\#(facts)}]}"#
            let preview = try await bureau.done("POST", "/v1/posts/preview", draft, giving: PreviewView.self)
            #expect(!preview.fits)
            let violation = try #require(preview.targets.first?.violations.first)
            #expect(violation.measured.contains("400"))
            #expect(violation.allowed.contains("40"))
            // What was measured is no medium: a post cannot be made of it.
            #expect(try await bureau.refused("POST", "/v1/posts", draft).code == "media-not-stored")
            #expect(try await bureau.done("GET", "/v1/posts", giving: Page<PostSummary>.self).items.isEmpty)
            // A dry run makes nothing of it either, and refuses what the post itself would be refused for.
            let dry = try await bureau.refused("POST", "/v1/posts?dryRun=true", draft)
            #expect(dry.code == "media-too-large")
            let small = draft.replacing("400000000", with: "4000")
            try await bureau.done("POST", "/v1/posts?dryRun=true", small)
            // Of a batch as of one post.
            let batch = #"{"brand":"acme","posts":[\#(small.replacing(#""brand":"acme","#, with: ""))]}"#
            try await bureau.done("POST", "/v1/posts/batch?dryRun=true", batch)
            #expect(try await bureau.refused("POST", "/v1/posts/batch", batch).code == "media-not-stored")
            #expect(try await bureau.done("GET", "/v1/posts", giving: Page<PostSummary>.self).items.isEmpty)
        }
    }

    @Test("a post of more than a thousand operations is refused before anything is made, and one of a thousand is not")
    func manyOperations() async throws {
        try await Bureau.open { bureau in
            var names: [String] = []
            for number in 0..<101 {
                names.append("n\(number)")
                try await bureau.done(
                    "POST", "/v1/accounts", #"{"brand":"acme","platform":"fake","name":"n\#(number)"}"#)
            }
            func draft(for count: Int) -> String {
                let parts = (0..<10).map { #"{"text":"part \#($0)"}"# }.joined(separator: ",")
                let accounts = names.prefix(count).map { "\"\($0)\"" }.joined(separator: ",")
                return #""parts":[\#(parts)],"to":[\#(accounts)],"schedule":{"kind":"draft"}"#
            }
            let before = try await bureau.eventCount()
            let problem = try await bureau.create(draft(for: 101)).problem()
            #expect(problem.code.contains("post-too-large"))
            #expect(problem.given?.hasPrefix("1010 ") == true && problem.allowed?.hasPrefix("1000 ") == true)
            let preview = #"{"brand":"acme",\#(draft(for: 101))}"#
            #expect(try await bureau.refused("POST", "/v1/posts/preview", preview).code == problem.code)
            let batch = #"{"brand":"acme","posts":[{\#(draft(for: 101))}]}"#
            #expect(try await bureau.refused("POST", "/v1/posts/batch", batch).code == problem.code)
            let many = #""text":"x","to":[\#((0...1000).map { "\"m\($0)\"" }.joined(separator: ","))]"#
            #expect(try await bureau.create(many).problem().code == "too-many-targets")
            #expect(try await bureau.eventCount() == before)
            let made = try await bureau.create(draft(for: 100))
            #expect(made.status == 201)
            let parts = (0..<11).map { #"{"text":"piece \#($0)"}"# }.joined(separator: ",")
            let post = try made.decode(PostView.self)
            let edit = try await bureau.refused("PATCH", "/v1/posts/\(post.id)", #"{"parts":[\#(parts)]}"#)
            #expect(edit.code == problem.code)
        }
    }

    @Test("a post whose record has ten thousand operations is edited no more, and told what to do instead")
    func endlessEdits() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("First", #""schedule":{"kind":"draft"}"#)
            // As many as that many edits would have left behind.
            try await bureau.database.write { tx in
                _ = try tx.execute(
                    """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9998)
                    INSERT INTO operation (id, delivery_id, post_id, brand_id, account_id, revision_id, kind, part, parts,
                      state, attempts, crashes, epoch, key_round, absents, cancel_requested, created_at, updated_at)
                    SELECT id - i, delivery_id, post_id, brand_id, account_id, revision_id, kind, part, parts, 'cancelled',
                      attempts, crashes, epoch, key_round, absents, cancel_requested, created_at, updated_at
                    FROM operation, n WHERE post_id = \(post.id.rawValue)
                    """)
            }
            try await bureau.done("PATCH", "/v1/posts/\(post.id)", #"{"text":"Second"}"#)
            let problem = try await bureau.refused("PATCH", "/v1/posts/\(post.id)", #"{"text":"Third"}"#)
            #expect(problem.code == "edited-too-often" && problem.next?.contains("post cancel") == true)
            #expect(try await bureau.look(post.id).parts.map(\.text) == ["Second"])
            try await bureau.done("POST", "/v1/posts/\(post.id)/cancel")
            try await bureau.database.write { tx in
                _ = try tx.execute("UPDATE operation SET state = 'published' WHERE post_id = \(post.id.rawValue)")
            }
            let out = try await bureau.refused("PATCH", "/v1/posts/\(post.id)", #"{"text":"Fourth"}"#)
            #expect(out.code == "edited-too-often" && out.next?.contains("post delete") == true)
        }
    }

    @Test("an account that was removed a moment ago takes no post, however it is meant")
    func removedAccount() async throws {
        try await Bureau.open { bureau in
            // Before the list that is kept in memory hears of it.
            try await bureau.database.write { tx in
                _ = try tx.execute("UPDATE account SET removed_at = 1 WHERE name = 'blog'")
            }
            #expect(try await bureau.create(#""text":"x""#).problem().code == "no-account")
            #expect(try await bureau.create(#""text":"x","to":["blog"]"#).problem().code == "account-not-found")
            for to in ["", #","to":["blog"]"#] {
                let batch = #"{"brand":"acme","posts":[{"text":"x"\#(to)}]}"#
                #expect(try await bureau.send("POST", "/v1/posts/batch", batch).status == (to.isEmpty ? 422 : 404))
            }
        }
    }
}
