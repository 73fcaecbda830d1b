import SMMAdapterKit
import SMMModel

extension FakeMastodon {
    /// A status that stands; nil when there is none.
    func standing(_ id: String) -> FakeMastodonStatus? {
        guard let place = index[id], statuses.indices.contains(place), statuses[place].deletedAt == nil else {
            return nil
        }
        return statuses[place]
    }

    /// Whether an account, or nobody, may see a status.
    func isVisible(_ status: FakeMastodonStatus, to account: String?) -> Bool {
        if status.deletedAt != nil { return false }
        if ["public", "unlisted", "local"].contains(status.visibility) || status.account == account { return true }
        guard let account else { return false }
        if status.mentions.contains(account) { return true }
        return status.visibility == "private" && accounts[status.account]?.followers.contains(account) == true
    }

    /// A status that stands and may be seen.
    func visible(_ id: String, to account: String?) throws(FakeMastodonRefusal) -> FakeMastodonStatus {
        guard let status = standing(id), isVisible(status, to: account) else { throw .notFound }
        return status
    }

    func statuses(
        _ call: FakeMastodonCall, _ caller: FakeMastodonCaller, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        let wanted = Set(try call.query(rules).texts("id") ?? [])
        let found = statuses.filter { wanted.contains($0.id) && isVisible($0, to: caller.account) }
        return FakeReply.json(200, .array(found.map { view($0, call, caller.account, now: now) }))
    }

    func source(_ call: FakeMastodonCall, _ me: String) throws(FakeMastodonRefusal) -> HTTPResponse {
        let status = try own(call.id, me)
        return FakeReply.json(
            200,
            .object([
                "id": .string(status.id), "text": .string(status.text), "spoiler_text": .string(status.spoiler),
            ]))
    }

    func context(
        _ call: FakeMastodonCall, _ caller: FakeMastodonCaller, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        let status = try visible(call.id, to: caller.account)
        var ancestors: [FakeMastodonStatus] = []
        var next = status.parent
        while let id = next, let parent = standing(id), isVisible(parent, to: caller.account), ancestors.count < 4096 {
            ancestors.insert(parent, at: 0)
            next = parent.parent
        }
        let children = Dictionary(grouping: statuses.filter { $0.parent != nil }, by: { $0.parent ?? "" })
        var descendants: [FakeMastodonStatus] = []
        var open = Array((children[status.id] ?? []).reversed())
        while let child = open.popLast(), descendants.count < 4096 {
            guard isVisible(child, to: caller.account) else { continue }
            descendants.append(child)
            open += (children[child.id] ?? []).reversed()
        }
        let views: ([FakeMastodonStatus]) -> FakeJSON = { all in
            .array(all.map { view($0, call, caller.account, now: now) })
        }
        return FakeReply.json(200, .object(["ancestors": views(ancestors), "descendants": views(descendants)]))
    }

    func accountStatuses(
        _ call: FakeMastodonCall, _ caller: FakeMastodonCaller, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        let owner = try known(call.id)
        let query = try call.query(rules)
        let page = try FakeMastodonPage(query, usual: 20, most: 40)
        let withoutReplies = try query.flag("exclude_replies") ?? false
        let withMedia = try query.flag("only_media") ?? false
        let tag = try query.text("tagged")?.lowercased()
        // Nothing is pinned here, and reblogs are no statuses of the one who passed on.
        let onlyPinned = try query.flag("pinned") ?? false
        _ = try query.flag("exclude_reblogs")
        let all = statuses.filter { status in
            guard status.account == owner.id, !onlyPinned, isVisible(status, to: caller.account),
                status.madeAt + rules.listingLag <= now
            else { return false }
            if withoutReplies, let parent = status.parent, standing(parent)?.account != owner.id { return false }
            if withMedia && status.media.isEmpty { return false }
            return tag.map { FakeMastodonContent.tags(status.text).map { $0.lowercased() }.contains($0) } ?? true
        }
        return list(page.take(all, \.id), page, call, id: \.id) { view($0, call, caller.account, now: now) }
    }

    func quotes(_ call: FakeMastodonCall, _ me: String, now: Instant) throws(FakeMastodonRefusal) -> HTTPResponse {
        guard rules.knowsQuotes else { throw .notFound }
        let status = try visible(call.id, to: me)
        let page = try FakeMastodonPage(try call.query(rules), usual: 20, most: 40)
        let all = statuses.filter { $0.quoted == status.id && isVisible($0, to: me) }
        return list(page.take(all, \.id), page, call, id: \.id) { view($0, call, me, now: now) }
    }

    func poll(
        _ call: FakeMastodonCall, _ caller: FakeMastodonCaller, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        guard let status = statuses.first(where: { $0.poll?.id == call.id }), isVisible(status, to: caller.account),
            let poll = status.poll
        else { throw .notFound }
        return FakeReply.json(200, view(poll, caller.account, now: now))
    }

    /// A page as an answer, with the links to the pages beside it.
    func list<Item>(
        _ items: [Item], _ page: FakeMastodonPage, _ call: FakeMastodonCall, id: (Item) -> String,
        view: (Item) -> FakeJSON
    ) -> HTTPResponse {
        let ids = items.map(id)
        var headers: [HTTPField] = []
        if let last = ids.last, let first = ids.first {
            var links: [String] = []
            if items.count >= page.limit { links.append(link(call, "max_id", last, "next")) }
            links.append(link(call, "min_id", first, "prev"))
            headers.append(HTTPField("Link", links.joined(separator: ", ")))
        }
        return FakeReply.json(200, .array(items.map(view)), headers: headers)
    }

    private func link(_ call: FakeMastodonCall, _ name: String, _ id: String, _ relation: String) -> String {
        let cursors: Set<String> = ["max_id", "min_id", "since_id"]
        var pairs = (call.target.pairs ?? []).filter { !cursors.contains($0.name) }
        let extra = rules.linkExtra.split(separator: "=", maxSplits: 1).map(String.init)
        if extra.count == 2, !pairs.contains(where: { $0.name == extra[0] }) { pairs.append((extra[0], extra[1])) }
        pairs.append((name, id))
        return "<\(call.base)\(call.target.path)?\(FormText.encode(pairs))>; rel=\"\(relation)\""
    }
}
