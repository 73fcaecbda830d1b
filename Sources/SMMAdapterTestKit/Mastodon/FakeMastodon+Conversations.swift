import SMMAdapterKit
import SMMModel

extension FakeMastodon {
    /// A conversation as one of its people sees it.
    private struct Conversation {
        let id: String
        let last: FakeMastodonStatus
        let people: [String]
        let isUnread: Bool
    }

    /// The conversations of an account: the direct statuses it wrote or is named in, by thread.
    private func conversations(of me: String) -> [Conversation] {
        let mine = statuses.filter { status in
            status.visibility == "direct" && status.deletedAt == nil
                && (status.account == me || status.mentions.contains(me))
        }
        return Dictionary(grouping: mine, by: \.conversation).compactMap { id, all in
            guard let last = all.last else { return nil }
            let people = Set(all.flatMap { [$0.account] + $0.mentions }).subtracting([me])
            let mark = readMarks[me + "\n" + id]
            return Conversation(
                id: id, last: last, people: people.sorted(), isUnread: last.account != me && mark != last.id)
        }
    }

    /// Newest first, with cursors that are ids of their last statuses.
    func conversations(
        _ call: FakeMastodonCall, _ me: String, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        let page = try FakeMastodonPage(try call.query(rules), usual: 20, most: 40)
        let items = page.take(conversations(of: me), { $0.last.id })
        return list(items, page, call, id: { $0.last.id }, view: { view($0, call, me, now: now) })
    }

    mutating func readConversation(
        _ call: FakeMastodonCall, _ me: String, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        guard let one = conversations(of: me).first(where: { $0.id == call.id }) else { throw .notFound }
        readMarks[me + "\n" + one.id] = one.last.id
        let read = Conversation(id: one.id, last: one.last, people: one.people, isUnread: false)
        return FakeReply.json(200, view(read, call, me, now: now))
    }

    private func view(_ one: Conversation, _ call: FakeMastodonCall, _ me: String, now: Instant) -> FakeJSON {
        .object([
            "id": .string(one.id), "unread": .bool(one.isUnread),
            "accounts": .array(one.people.compactMap { accounts[$0] }.map { view($0, call) }),
            "last_status": view(one.last, call, me, now: now),
        ])
    }
}
