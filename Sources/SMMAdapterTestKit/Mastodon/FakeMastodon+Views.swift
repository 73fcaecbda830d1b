import SMMModel

extension FakeMastodon {
    /// Where people see a profile.
    func profileURL(_ account: FakeMastodonAccount, _ call: FakeMastodonCall) -> String {
        (account.domain.map { "https://" + $0 } ?? call.base) + "/@" + account.name
    }

    /// A status as `account` sees it.
    func view(
        _ status: FakeMastodonStatus, _ call: FakeMastodonCall, _ account: String?, now: Instant, isInner: Bool = false
    ) -> FakeJSON {
        var members: [String: FakeJSON] = [
            "id": .string(status.id), "created_at": .string(FakeMastodonTime.milliseconds(status.createdAt)),
            "edited_at": .text(status.editedAt.map(FakeMastodonTime.milliseconds)),
            "in_reply_to_id": .text(status.parent),
            "in_reply_to_account_id": .text(status.parent.flatMap { standing($0)?.account }),
            "sensitive": .bool(status.isSensitive), "spoiler_text": .string(status.spoiler),
            "visibility": .string(status.visibility), "language": .text(status.language), "reblog": .null,
            "content": .string(content(status, call)), "emojis": .array([]), "card": .null,
            "replies_count": .count(statuses.count { $0.parent == status.id && $0.deletedAt == nil }),
            "reblogs_count": .count(status.reblogs.count), "favourites_count": .count(status.favourites.count),
            "media_attachments": .array(status.media.compactMap { media[$0] }.map { view($0, call, now: now) }),
            "poll": status.poll.map { view($0, account, now: now) } ?? .null,
            "mentions": .array(status.mentions.compactMap { accounts[$0] }.map { mention($0, call) }),
            "tags": .array(FakeMastodonContent.tags(status.text).map { tag($0, call) }),
        ]
        if let author = accounts[status.account] {
            members["account"] = view(author, call)
            let profile = profileURL(author, call)
            members["url"] = .string("\(profile)/\(status.id)")
            members["uri"] = .string("\(call.base)/users/\(author.name)/statuses/\(status.id)")
        }
        if let account {
            members["favourited"] = .bool(status.favourites.contains(account))
            members["reblogged"] = .bool(status.reblogs.contains(account))
            members["bookmarked"] = .bool(false)
        }
        if rules.knowsQuotes {
            members["quotes_count"] = .count(statuses.count { $0.quoted == status.id && $0.deletedAt == nil })
            members["quote"] = quote(status, call, account, now: now, isInner: isInner)
        }
        return .object(members)
    }

    private func quote(
        _ status: FakeMastodonStatus, _ call: FakeMastodonCall, _ account: String?, now: Instant, isInner: Bool
    ) -> FakeJSON {
        guard let id = status.quoted else { return .null }
        guard let quoted = standing(id) else { return .object(["state": .string("deleted"), "quoted_status": .null]) }
        // The author's own server has to agree first.
        guard accounts[quoted.account]?.domain == nil else {
            return .object(["state": .string("pending"), "quoted_status": .null])
        }
        let state = FakeJSON.string("accepted")
        // A quote within a quote is told by its id alone.
        guard !isInner else { return .object(["state": state, "quoted_status_id": .string(id)]) }
        return .object(["state": state, "quoted_status": view(quoted, call, account, now: now, isInner: true)])
    }

    private func content(_ status: FakeMastodonStatus, _ call: FakeMastodonCall) -> String {
        FakeMastodonContent.html(status.text, base: call.base) { name, domain in
            find(name, domain, call.domain).map { (profileURL($0, call), $0.name) }
        }
    }

    private func mention(_ account: FakeMastodonAccount, _ call: FakeMastodonCall) -> FakeJSON {
        .object([
            "id": .string(account.id), "username": .string(account.name), "acct": .string(account.acct),
            "url": .string(profileURL(account, call)),
        ])
    }

    private func tag(_ name: String, _ call: FakeMastodonCall) -> FakeJSON {
        .object(["name": .string(name.lowercased()), "url": .string("\(call.base)/tags/\(name.lowercased())")])
    }

    /// A medium; its address is null until it is ready.
    func view(_ medium: FakeMastodonMedium, _ call: FakeMastodonCall, now: Instant) -> FakeJSON {
        let address = "\(call.base)/media/\(medium.id)"
        var meta: [String: FakeJSON] = [:]
        if let focus = medium.focus, focus.count == 2 {
            meta["focus"] = .object(["x": .number(focus[0]), "y": .number(focus[1])])
        }
        return .object([
            "id": .string(medium.id), "type": .string(medium.kind),
            "url": medium.readyAt <= now ? .string(address) : .null, "preview_url": .string(address + "/small"),
            "remote_url": .null, "meta": .object(meta), "description": .text(medium.description), "blurhash": .null,
        ])
    }

    /// A poll as `account` sees it.
    func view(_ poll: FakeMastodonPoll, _ account: String?, now: Instant) -> FakeJSON {
        let isOver = poll.endsAt <= now
        let votes = poll.votes.values.flatMap { $0 }
        let options = poll.options.enumerated().map { place, title in
            let count = votes.count { $0 == place }
            return FakeJSON.object([
                "title": .string(title), "votes_count": poll.hidesTotals && !isOver ? .null : .count(count),
            ])
        }
        var members: [String: FakeJSON] = [
            "id": .string(poll.id), "expires_at": .string(FakeMastodonTime.milliseconds(poll.endsAt)),
            "expired": .bool(isOver), "multiple": .bool(poll.isMultiple), "votes_count": .count(votes.count),
            "voters_count": .count(poll.votes.count), "options": .array(options), "emojis": .array([]),
        ]
        if let account {
            members["voted"] = .bool(poll.votes[account] != nil)
            members["own_votes"] = .array((poll.votes[account] ?? []).map(FakeJSON.count))
        }
        return .object(members)
    }
}
