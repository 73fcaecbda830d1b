import SMMAdapterKit
import SMMAtproto
import SMMModel

extension FakeBluesky {
    /// Notes for everyone a new record concerns, each once and by the nearest reason.
    mutating func notify(of value: ATValue, _ collection: String, _ key: String, by author: String, now: Instant) {
        var told: Set<String> = [author]
        func owner(_ uri: String?) -> String? { uri.flatMap { ATURI($0) }.flatMap { account($0.authority.text)?.did } }
        func tell(_ did: String?, _ reason: String, _ subject: String?) -> FakeBlueskyNotification? {
            guard let did, told.insert(did).inserted else { return nil }
            return FakeBlueskyNotification(
                number: notifications.count, to: did, author: author, collection: collection, key: key, reason: reason,
                subject: subject, at: now)
        }
        func note(_ notification: FakeBlueskyNotification?) {
            guard let notification else { return }
            notifications.append(notification)
        }
        let subject = value["subject"]?["uri"]?.string
        switch collection {
        case "app.bsky.feed.like": note(tell(owner(subject), "like", subject))
        case "app.bsky.feed.repost": note(tell(owner(subject), "repost", subject))
        case "app.bsky.graph.follow": note(tell(value["subject"]?.string, "follow", nil))
        case "app.bsky.feed.post":
            for name in ["parent", "root"] {
                let uri = value["reply"]?[name]?["uri"]?.string
                note(tell(owner(uri), "reply", uri))
            }
            let quoted = Self.quoted(value)?["uri"]?.string
            note(tell(owner(quoted), "quote", quoted))
            for facet in value["facets"]?.elements ?? [] {
                for feature in facet["features"]?.elements ?? [] { note(tell(feature["did"]?.string, "mention", nil)) }
            }
        default: break
        }
    }

    /// `app.bsky.notification.*`.
    mutating func notification(
        _ method: String, _ call: XRPCCall, _ viewer: String, now: Instant
    ) throws(FakeBlueskyRefusal) -> HTTPResponse? {
        switch method {
        case "app.bsky.notification.listNotifications": return try list(call, viewer, now: now)
        case "app.bsky.notification.getUnreadCount":
            return FakeBlueskyReply.json([
                "count": .integer(Int64(visible(to: viewer, now: now).count { !isSeen($0, viewer) }))
            ])
        default:
            guard let time = ATDatetime(try text(try body(call), "seenAt")) else {
                throw .invalid("seenAt must be a datetime")
            }
            accounts[viewer]?.seenAt = Instant(milliseconds: time.microseconds / 1000)
            return HTTPResponse(status: 200)
        }
    }

    /// Whether an account has seen a notification.
    private func isSeen(_ notification: FakeBlueskyNotification, _ viewer: String) -> Bool {
        accounts[viewer]?.seenAt.map { notification.at <= $0 } ?? false
    }

    /// The place of a notification in the list, the highest first; scrambled, neighbours change places.
    private func rank(_ notification: FakeBlueskyNotification) -> Int {
        rules.scramblesNotifications ? notification.number ^ 1 : notification.number
    }

    private func visible(to viewer: String, now: Instant) -> [FakeBlueskyNotification] {
        notifications.filter { one in
            let isLater = rules.scramblesNotifications && one.number % 2 == 1
            let delay = isLater ? rules.notificationDelay.multiplied(by: 2) : rules.notificationDelay
            return one.to == viewer && one.at + delay <= now && repos[one.author]?[one.collection, one.key] != nil
        }.sorted { rank($0) > rank($1) }
    }

    private func list(_ call: XRPCCall, _ viewer: String, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let limit = try limit(call)
        let reasons = Set(call.parameters("reasons"))
        var found = visible(to: viewer, now: now).filter { reasons.isEmpty || reasons.contains($0.reason) }
        if let cursor = call.parameter("cursor") {
            guard let last = Int(cursor) else { throw .invalid("Malformed cursor") }
            found.removeAll { rank($0) >= last }
        }
        let page = found.prefix(limit)
        var answer: [String: ATValue] = ["notifications": .array(page.map { view($0, viewer) }), "priority": false]
        if found.count > page.count, let last = page.last { answer["cursor"] = .string("\(rank(last))") }
        if let seen = accounts[viewer]?.seenAt { answer["seenAt"] = seen.datetime }
        return FakeBlueskyReply.json(.map(answer))
    }

    private func view(_ one: FakeBlueskyNotification, _ viewer: String) -> ATValue {
        let record = repos[one.author]?[one.collection, one.key]
        var view: [String: ATValue] = [
            "uri": .string("at://\(one.author)/\(one.collection)/\(one.key)"), "cid": .string(record?.cid ?? ""),
            "author": .map(basic(one.author)), "reason": .string(one.reason), "record": record?.value ?? [:],
            "isRead": .bool(isSeen(one, viewer)), "indexedAt": one.at.datetime, "labels": [],
        ]
        if let subject = one.subject { view["reasonSubject"] = .string(subject) }
        return .map(view)
    }
}
