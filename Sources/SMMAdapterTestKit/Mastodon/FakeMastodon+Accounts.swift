import SMMAdapterKit
import SMMModel

extension FakeMastodon {
    /// The account of an id.
    func known(_ id: String) throws(FakeMastodonRefusal) -> FakeMastodonAccount {
        guard let account = accounts[id] else { throw .notFound }
        return account
    }

    func lookup(_ call: FakeMastodonCall) throws(FakeMastodonRefusal) -> HTTPResponse {
        let text = try call.query(rules).needed("acct")
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        guard let name = parts.first, let account = find(name, parts.count > 1 ? parts[1] : nil, call.domain) else {
            throw .notFound
        }
        return FakeReply.json(200, view(account, call))
    }

    /// An account by name and server; the server's own name stands for none.
    func find(_ name: String, _ domain: String?, _ own: String) -> FakeMastodonAccount? {
        let domain = domain == own ? nil : domain
        return accounts.values.first { $0.name.lowercased() == name.lowercased() && $0.domain == domain }
    }

    mutating func updateAccount(_ call: FakeMastodonCall, _ me: String) throws(FakeMastodonRefusal) -> HTTPResponse {
        let fields = try call.fields(rules)
        var account = try known(me)
        if let name = try fields.text("display_name") {
            guard name.count <= rules.limits.displayName else { throw tooLong("display_name") }
            account.displayName = name
        }
        if let note = try fields.text("note") {
            guard note.count <= rules.limits.note else { throw tooLong("note") }
            account.note = note
        }
        if let pairs = try fields.groups("fields_attributes") { account.fields = try profileFields(pairs) }
        account.avatar = try picture("avatar", fields) ?? account.avatar
        account.header = try picture("header", fields) ?? account.header
        account.isLocked = try fields.flag("locked") ?? account.isLocked
        account.isBot = try fields.flag("bot") ?? account.isBot
        account.isDiscoverable = try fields.flag("discoverable") ?? account.isDiscoverable
        if let visibility = try fields.inside("source")?.text("privacy") {
            guard rules.visibilities.contains(visibility) else { throw .badField("source[privacy]") }
            account.visibility = visibility
        }
        if account != accounts[me] { account.edits += 1 }
        accounts[me] = account
        return FakeReply.json(200, credentialView(account, call))
    }

    private func tooLong(_ field: String) -> FakeMastodonRefusal {
        .invalid(rules, field, "ERR_TOO_LONG", "\(field) is too long", "\(field) ist zu lang")
    }

    private func profileFields(
        _ groups: [FakeMastodonFields]
    ) throws(FakeMastodonRefusal) -> [FakeMastodonAccount.Field] {
        guard groups.count <= rules.limits.profileFields else { throw tooLong("fields") }
        var pairs: [FakeMastodonAccount.Field] = []
        for group in groups {
            let (name, value) = (try group.text("name") ?? "", try group.text("value") ?? "")
            guard name.count <= rules.limits.profileField, value.count <= rules.limits.profileField else {
                throw tooLong("fields")
            }
            if !name.isEmpty || !value.isEmpty { pairs.append(FakeMastodonAccount.Field(name: name, value: value)) }
        }
        return pairs
    }

    /// The SHA-256 of a picture that came as a file.
    private func picture(
        _ name: String, _ fields: FakeMastodonFields
    ) throws(FakeMastodonRefusal) -> String? {
        guard fields.has(name) else { return nil }
        guard let file = fields.files[name] else { throw .badField(name) }
        guard let type = file.type.map(MultipartReader.essence), type.hasPrefix("image/"), !file.bytes.isEmpty,
            file.bytes.count <= rules.limits.imageBytes
        else {
            throw .invalid(rules, name, "ERR_INVALID", "\(name) is not a picture", "\(name) ist kein Bild")
        }
        return FakeMastodonMedium.hash(file.bytes)
    }
}
