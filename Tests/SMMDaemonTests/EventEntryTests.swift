import Logging
import SMMDaemon
import SMMModel
import SMMStore
import Testing

@Suite("An event as a line of the log")
struct EventEntryTests {
    private func event(_ verb: String, after: String?, kind: String = "operation", detail: String? = nil) -> EventRow {
        EventRow(
            sequence: 41, at: Instant(milliseconds: 1), brand: BrandID(rawValue: 2),
            actorKind: kind == "post" ? "user" : "system", actor: kind == "post" ? "anna" : "smmd", uid: nil,
            role: kind == "post" ? "author" : nil, via: kind == "post" ? "socket" : "wheel", verb: verb,
            subjectKind: kind, subject: 5, post: PostID(rawValue: 3), account: AccountID(rawValue: 4), before: nil,
            after: after, detail: detail, retention: "audit", hash: [])
    }

    @Test("what was published carries its post, account, platform and outcome, and a sentence that names them")
    func published() {
        let entry = EventEntry(
            event("operation.published", after: "published", detail: "https://example.org/1"), account: ("blog", "site")
        )
        #expect(entry.level == .info)
        #expect(entry.message.hasSuffix(" (\(PostID(rawValue: 3)) on blog)"))
        #expect(
            entry.metadata == [
                "event.id": "41", "actor": "smmd", "route": "wheel", "brand.id": "\(BrandID(rawValue: 2))",
                "account.id": "\(AccountID(rawValue: 4))", "platform": "site", "post.id": "\(PostID(rawValue: 3))",
                "operation.id": "\(OperationID(rawValue: 5))", "outcome": "published",
                "remote.text": "https://example.org/1",
            ])
    }

    @Test(
        "what a person should look at is a warning", arguments: ["failed", "missed", "expired", "unknown", "ambiguous"])
    func trouble(state: String) {
        #expect(EventEntry(event("operation.\(state)", after: state), account: nil).level == .warning)
    }

    @Test("a person's act names who, in which role and how, and their words are not taken for a platform's")
    func person() {
        let entry = EventEntry(event("post.edited", after: "2", kind: "post", detail: "typing"), account: nil)
        #expect(entry.level == .info)
        #expect(entry.metadata["actor"] == "anna" && entry.metadata["role"] == "author")
        #expect(entry.metadata["route"] == "socket" && entry.metadata["detail"] == "typing")
        #expect(entry.metadata["remote.text"] == nil && entry.metadata["outcome"] == nil)
    }
}
