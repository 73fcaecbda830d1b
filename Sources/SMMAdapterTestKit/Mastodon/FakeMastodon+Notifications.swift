import SMMAdapterKit
import SMMModel

extension FakeMastodon {
    /// Tells an account of this server something; others are told by their own servers.
    mutating func notify(_ account: String, _ type: String, from: String, status: String?, now: Instant) {
        guard accounts[account]?.domain == nil else { return }
        // Every second one takes half as long, so that a later one can be there first.
        let delay = rules.notificationDelay
        let wait = notifications.count % 2 == 0 ? delay : Milliseconds(count: delay.count / 2)
        notifications.append(
            FakeMastodonNotification(
                id: ids.other(rules.ids, now: now), account: account, type: type, from: from, status: status,
                createdAt: now, arrivesAt: now + wait))
    }

    /// What has arrived for an account and is still about something that stands.
    private func arrived(_ me: String, now: Instant) -> [FakeMastodonNotification] {
        notifications.filter { one in
            one.account == me && one.arrivesAt <= now && (one.status.map { standing($0) != nil } ?? true)
        }
    }

    private func page(
        _ call: FakeMastodonCall, _ me: String, now: Instant
    ) throws(FakeMastodonRefusal) -> (items: [FakeMastodonNotification], page: FakeMastodonPage) {
        let query = try call.query(rules)
        let page = try FakeMastodonPage(query, usual: 40, most: 80)
        let types = try query.texts("types")
        let excluded = try query.texts("exclude_types") ?? []
        let from = try query.text("account_id")
        let all = arrived(me, now: now).filter { one in
            types?.contains(one.type) ?? true && !excluded.contains(one.type) && from.map { $0 == one.from } ?? true
        }
        return (page.take(all, \.id), page)
    }

    func notifications(
        _ call: FakeMastodonCall, _ me: String, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        let (items, page) = try page(call, me, now: now)
        let answer = list(items, page, call, id: \.id) { view($0, call, now: now) }
        guard rules.shufflesNotifications, items.count > 1 else { return answer }
        // Neighbours change places; the links stay those of the ordered page.
        var shuffled = items
        for place in stride(from: 0, to: items.count - 1, by: 2) { shuffled.swapAt(place, place + 1) }
        return FakeReply.json(
            200, .array(shuffled.map { view($0, call, now: now) }),
            headers: answer.headers.filter { $0.name == "Link" })
    }

    func notification(
        _ call: FakeMastodonCall, _ me: String, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        guard let one = arrived(me, now: now).first(where: { $0.id == call.id }) else { throw .notFound }
        return FakeReply.json(200, view(one, call, now: now))
    }

    func groupedNotifications(
        _ call: FakeMastodonCall, _ me: String, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        guard rules.groupsNotifications else { throw .notFound }
        let (items, page) = try page(call, me, now: now)
        let people = Set(items.map(\.from)).sorted().compactMap { accounts[$0] }
        let about = Set(items.compactMap(\.status)).sorted().compactMap { standing($0) }
        let groups = items.map { one in
            FakeJSON.object([
                "group_key": .string("ungrouped-" + one.id), "notifications_count": .number(1),
                "type": .string(one.type), "most_recent_notification_id": .number(Double(one.id) ?? 0),
                "page_min_id": .string(one.id), "page_max_id": .string(one.id),
                "latest_page_notification_at": .string(FakeMastodonTime.milliseconds(one.createdAt)),
                "sample_account_ids": .array([.string(one.from)]), "status_id": .text(one.status),
            ])
        }
        let links = list(items, page, call, id: \.id) { _ in .null }
        return FakeReply.json(
            200,
            .object([
                "accounts": .array(people.map { view($0, call) }),
                "statuses": .array(about.map { view($0, call, me, now: now) }), "notification_groups": .array(groups),
            ]), headers: links.headers.filter { $0.name == "Link" })
    }

    private func view(_ one: FakeMastodonNotification, _ call: FakeMastodonCall, now: Instant) -> FakeJSON {
        var members: [String: FakeJSON] = [
            "id": .string(one.id), "type": .string(one.type),
            "created_at": .string(FakeMastodonTime.milliseconds(one.createdAt)),
        ]
        if rules.groupsNotifications { members["group_key"] = .string("ungrouped-" + one.id) }
        if let from = accounts[one.from] { members["account"] = view(from, call) }
        if let status = one.status.flatMap({ standing($0) }) {
            members["status"] = view(status, call, one.account, now: now)
        }
        return .object(members)
    }
}
