import SMMModel

extension FakeMastodon {
    /// An account as anybody sees it.
    func view(_ account: FakeMastodonAccount, _ call: FakeMastodonCall) -> FakeJSON {
        .object(members(account, call))
    }

    /// An account as it sees itself.
    func credentialView(_ account: FakeMastodonAccount, _ call: FakeMastodonCall) -> FakeJSON {
        var members = members(account, call)
        members["source"] = .object([
            "note": .string(account.note),
            "fields": .array(account.fields.map { pair($0.name, $0.value) }),
            "privacy": .string(account.visibility ?? rules.defaultVisibility), "sensitive": .bool(false),
            "language": .null, "follow_requests_count": .number(0), "indexable": .bool(true),
            "discoverable": .bool(account.isDiscoverable), "quote_policy": .string("public"),
        ])
        members["role"] = .object([
            "id": .string("-99"), "name": .string(""), "permissions": .string("65536"), "color": .string(""),
            "highlighted": .bool(false),
        ])
        return .object(members)
    }

    private func pair(_ name: String, _ value: String) -> FakeJSON {
        .object(["name": .string(name), "value": .string(value), "verified_at": .null])
    }

    private func members(_ account: FakeMastodonAccount, _ call: FakeMastodonCall) -> [String: FakeJSON] {
        let own = statuses.filter { $0.account == account.id && $0.deletedAt == nil }
        let avatar = "\(call.base)/avatars/\(account.avatar ?? "missing")"
        let header = "\(call.base)/headers/\(account.header ?? "missing")"
        let html: (String) -> FakeJSON = { text in
            .string(FakeMastodonContent.html(text, base: call.base) { _, _ in nil })
        }
        return [
            "id": .string(account.id), "username": .string(account.name), "acct": .string(account.acct),
            "display_name": .string(account.displayName), "locked": .bool(account.isLocked),
            "bot": .bool(account.isBot), "discoverable": .bool(account.isDiscoverable), "indexable": .bool(true),
            "group": .bool(false), "created_at": .string(FakeMastodonTime.milliseconds(account.createdAt)),
            "note": html(account.note), "url": .string(profileURL(account, call)),
            "uri": .string("\(call.base)/users/\(account.name)"), "avatar": .string(avatar),
            "avatar_static": .string(avatar), "header": .string(header), "header_static": .string(header),
            "followers_count": .count(account.followers.count), "following_count": .count(account.following),
            "statuses_count": .count(own.count),
            "last_status_at": .text(own.last.map { FakeMastodonTime.day($0.createdAt) }), "emojis": .array([]),
            "fields": .array(
                account.fields.map { field in
                    .object(["name": .string(field.name), "value": html(field.value), "verified_at": .null])
                }),
        ]
    }
}
