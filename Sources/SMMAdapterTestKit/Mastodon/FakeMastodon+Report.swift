extension FakeMastodon {
    /// Counts what was made.
    package func report() -> FakeMastodonReport {
        struct Identity: Hashable {
            let account: String
            let parent: String?
            let text: String
            let media: [String]
        }
        var contents: [Identity: [String]] = [:]
        var keys: [String: [String]] = [:]
        var standing: [String: Int] = [:]
        let items = statuses.map { status in
            let name = accounts[status.account]?.acct ?? status.account
            let identity = Identity(
                account: name, parent: status.parent, text: status.firstText, media: status.firstMedia)
            if !status.isByHand { contents[identity, default: []].append(status.id) }
            if let key = status.key { keys[name + "\n" + key, default: []].append(status.id) }
            if status.deletedAt == nil { standing[name, default: 0] += 1 }
            return FakeMastodonReport.Item(
                id: status.id, account: name, firstText: status.firstText, text: status.text, spoiler: status.spoiler,
                media: status.firstMedia, mediaCount: status.media.count, parent: status.parent, key: status.key,
                madeAt: status.madeAt, deletedAt: status.deletedAt, edits: status.edits)
        }
        let groups = Set((Array(contents.values) + Array(keys.values)).filter { $0.count > 1 })
        return FakeMastodonReport(
            items: items, doubles: groups.sorted { $0.lexicographicallyPrecedes($1) }, standing: standing,
            changes: changeCount, droppedFields: droppedFields.sorted(), waitingFaults: script.waiting)
    }

    /// The statuses of an account that stand, oldest first.
    package func statuses(of name: String) -> [FakeMastodonStatus] {
        guard let account = localAccount(name) else { return [] }
        return statuses.filter { $0.account == account.id && $0.deletedAt == nil }
    }
}
