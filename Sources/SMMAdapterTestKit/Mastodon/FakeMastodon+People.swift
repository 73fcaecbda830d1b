import SMMAdapterKit
package import SMMModel

extension FakeMastodon {
    /// Adds an account of this server, or of another one that this server knows; gives its id.
    @discardableResult
    package mutating func addAccount(_ name: String, domain: String? = nil, now: Instant) -> String {
        if let known = accounts.values.first(where: { $0.name == name && $0.domain == domain }) { return known.id }
        let account = FakeMastodonAccount(
            id: ids.other(rules.ids, now: now), name: name, domain: domain, createdAt: now, displayName: name,
            isLocked: rules.locksAccounts)
        accounts[account.id] = account
        return account.id
    }

    /// The account of this server with this name; nil when there is none.
    package func localAccount(_ name: String) -> FakeMastodonAccount? {
        accounts.values.first { $0.name == name && $0.domain == nil }
    }

    /// A token made by hand in the account's settings, with all scopes unless told which; nil without the account.
    package mutating func makeToken(for name: String, scopes: [String]? = nil, now: Instant) -> Secret? {
        guard let account = localAccount(name) else { return nil }
        return issue("by-hand", account.id, scopes ?? ["read", "write", "follow", "push", "profile"], now: now).access
    }

    /// Ends every token of an account, as its owner does by changing the password.
    package mutating func revokeTokens(of name: String) {
        guard let account = localAccount(name) else { return }
        tokens = tokens.filter { $0.value.account != account.id }
        refreshTokens = refreshTokens.filter { $0.value.account != account.id }
    }

    /// A person opens the authorize page at `url`, logs in as `name` and agrees; nil when the page refuses.
    package mutating func approve(_ url: String, as name: String, now: Instant) -> FakeMastodonGrant? {
        let call = FakeMastodonCall(HTTPRequest(method: "GET", url: url), rules)
        guard call.route == .authorize, let account = localAccount(name), let asked = try? request(call) else {
            return nil
        }
        return grant(asked, account.id, now: now)
    }

    /// A person opens the authorize page at `url` and does not agree: the address the browser is sent to.
    package func deny(_ url: String) -> String? {
        let call = FakeMastodonCall(HTTPRequest(method: "GET", url: url), rules)
        guard call.route == .authorize, let asked = try? request(call), asked.redirect != Self.outOfBand else {
            return nil
        }
        return asked.address(["error": "access_denied"])
    }

    /// Somebody writes a status; gives its id. `account` is an id, and nothing is checked: people use other programs.
    @discardableResult
    package mutating func write(
        _ text: String, by account: String, visibility: String = "public", answering parent: String? = nil,
        quoting quoted: String? = nil, spoiler: String = "", domain: String = "", now: Instant
    ) -> String {
        let draft = FakeMastodonDraft(
            text: text, spoiler: spoiler, visibility: visibility, parent: parent, quoted: quoted)
        return insert(draft, account, key: nil, isByHand: true, domain: domain, now: now).id
    }

    /// Somebody likes a status.
    package mutating func like(_ status: String, by account: String, now: Instant) {
        guard let place = index[status], statuses[place].favourites.insert(account).inserted else { return }
        notify(statuses[place].account, "favourite", from: account, status: status, now: now)
    }

    /// Somebody takes a like back.
    package mutating func unlike(_ status: String, by account: String) {
        guard let place = index[status] else { return }
        statuses[place].favourites.remove(account)
    }

    /// Somebody passes a status on.
    package mutating func reblog(_ status: String, by account: String, now: Instant) {
        guard let place = index[status], statuses[place].reblogs.insert(account).inserted else { return }
        notify(statuses[place].account, "reblog", from: account, status: status, now: now)
    }

    /// Somebody follows an account, or asks to where it is locked.
    package mutating func follow(_ account: String, by follower: String, now: Instant) {
        guard let known = accounts[account] else { return }
        if !known.isLocked {
            guard accounts[account]?.followers.insert(follower).inserted == true else { return }
            accounts[follower]?.following += 1
        }
        notify(account, known.isLocked ? "follow_request" : "follow", from: follower, status: nil, now: now)
    }

    /// The processing of a medium fails.
    package mutating func breakMedium(_ id: String) { media[id]?.isBroken = true }

    /// The server silences an account.
    package mutating func silence(_ account: String) { accounts[account]?.isSilenced = true }

    /// The server disables the login of an account.
    package mutating func disable(_ account: String) { accounts[account]?.isDisabled = true }
}
