package import SMMModel
import SMMText

/// Puts notices into words: a single one, a reminder, a digest, a test.
package struct MessageWriter: Sendable {
    /// The most notices a digest lists; the rest is counted.
    package static let mostListed = 20
    private let host: String

    /// A writer for the machine named `host`.
    package init(host: String) {
        self.host = Neutral.text(host, .line, limit: 100)
    }

    /// The message for what a plan puts together; nil for nothing.
    package func write(_ pending: [PendingNotice], at now: Instant) -> NoticeMessage? {
        guard let first = pending.first else { return nil }
        return pending.count == 1 ? single(first, now) : digest(pending, first, now)
    }

    /// A message that shows that the channels work.
    package func test(brand: (id: BrandID, name: String)?, id: NoticeID, at now: Instant) -> NoticeMessage {
        NoticeMessage(
            key: id.description, severity: .info, title: title(brand?.name, "a test of the notices"),
            body: "If you can read this, notices from smmd on \(host) reach you. Nothing is wrong.",
            commands: ["smmctl status"], details: ["Sent: \(UTCText.minute(now))"], at: now, kind: "test", notice: id,
            brand: brand?.id, count: 1)
    }

    private func single(_ pending: PendingNotice, _ now: Instant) -> NoticeMessage {
        let notice = pending.notice
        let original = notice.id.description
        var details = [("Brand", notice.brandName.map(line)), ("Post", notice.post.map(\.description))]
        details += [("Account", notice.account.map(\.description)), ("Since", UTCText.minute(notice.createdAt))]
        details += [("Machine", host), ("Notice", original)]
        let subject = line(notice.subject)
        return NoticeMessage(
            key: pending.deliveredAt.map { "\(original).\($0.milliseconds)" } ?? original,
            replyTo: pending.isReminder ? original : nil, severity: notice.severity,
            title: title(notice.brandName, pending.isReminder ? "still open: \(subject)" : subject),
            body: paragraphs([pending.isReminder ? reminded(notice) : nil, block(notice.body), why(notice.kind)]),
            commands: commands(notice.command),
            details: details.compactMap { name, text in text.map { "\(name): \($0)" } },
            at: now, kind: notice.kind, notice: notice.id, brand: notice.brand, post: notice.post,
            account: notice.account, count: 1)
    }

    private func digest(_ pending: [PendingNotice], _ first: PendingNotice, _ now: Instant) -> NoticeMessage {
        let notices = pending.map(\.notice)
        let last = pending.last ?? first
        let subjects = counted(notices.map { line($0.subject) })
        let told =
            subjects.count == 1
            ? "\(notices.count) times: \(subjects[0].text)" : "\(notices.count) × \(first.notice.kind)"
        let times = (notices.map(\.createdAt).min() ?? now, notices.map(\.createdAt).max() ?? now)
        var details = first.notice.brandName.map { ["Brand: \(line($0))"] } ?? []
        details += ["Between: \(UTCText.minute(times.0)) and \(UTCText.minute(times.1))", "Machine: \(host)"]
        let state = first.isReminder ? ".\(first.deliveredAt?.milliseconds ?? 0)" : ""
        return NoticeMessage(
            key: "\(first.notice.id)-\(last.notice.id)\(state)",
            severity: notices.map(\.severity).min { $0.rank < $1.rank } ?? .warning,
            title: title(first.notice.brandName, first.isReminder ? "still open: \(told)" : told),
            body: paragraphs([
                subjects.map { "\($0.count) × \($0.text)" }.joined(separator: "\n"), why(first.notice.kind),
                list(notices),
            ]), commands: ["smmctl status"], details: details, at: now, kind: first.notice.kind,
            brand: first.notice.brand,
            count: notices.count)
    }

    private func list(_ notices: [Notice]) -> String {
        var lines: [String] = []
        for notice in notices.prefix(Self.mostListed) {
            let about = notice.post?.description ?? notice.account?.description ?? notice.id.description
            lines.append("- \(about), \(UTCText.minute(notice.createdAt)): \(line(notice.subject))")
            lines += commands(notice.command).map { "    " + $0 }
        }
        if notices.count > Self.mostListed { lines.append("… and \(notices.count - Self.mostListed) more.") }
        return lines.joined(separator: "\n")
    }

    /// Equal texts once with their number, the most frequent first.
    private func counted(_ texts: [String]) -> [(text: String, count: Int)] {
        Dictionary(grouping: texts) { $0 }.map { (text: $0.key, count: $0.value.count) }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }

    private func reminded(_ notice: Notice) -> String {
        "This was told before and is still open since \(UTCText.minute(notice.createdAt))."
    }

    private func title(_ brand: String?, _ text: String) -> String {
        "\(brand.map(line) ?? "smmd"): \(text)"
    }

    /// `a | smmctl b` are two commands to choose from.
    private func commands(_ command: String?) -> [String] {
        guard let command, !command.isEmpty else { return [] }
        let choices = line(command, limit: 1000).split(separator: " | smmctl ", omittingEmptySubsequences: true)
        return choices.enumerated().map { $0.offset == 0 ? String($0.element) : "smmctl \($0.element)" }
    }

    private func paragraphs(_ parts: [String?]) -> String {
        parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private func line(_ text: String) -> String { line(text, limit: 200) }

    private func line(_ text: String, limit: Int) -> String { Neutral.text(text, .line, limit: limit) }

    private func block(_ text: String) -> String { Neutral.text(text, .body, limit: 8000) }
}
