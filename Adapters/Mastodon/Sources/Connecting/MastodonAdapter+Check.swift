package import SMMAdapterKit
package import SMMModel

extension MastodonAdapter: ChecksAccounts {
    /// Looks at the account, its server and its token by reads alone.
    package func check(_ account: AccountProfile, in context: AdapterContext) async -> ReadResult<AccountCheck> {
        do {
            let session = try session(account, context)
            let answer = try await verified(session)
            guard let reading = AccountReading(answer.body) else {
                return .askAgain(after: nil, reason: outcomes.failure(of: answer.response))
            }
            let instance = try await instance(session)
            let gathering = FactsGathering(
                session: session, instance: instance, account: reading, former: account.facts)
            let scopes: [String]? =
                switch await session.scopes(of: context.credential) {
                case .known(let scopes): scopes
                case .unsaid: nil
                // What was known before holds until the question is answered.
                case .unclear: ScopeNeeds.list(account.facts[MastodonFact.scopes])
                }
            let facts = await gathering.facts(scopes: scopes)
            var check = AccountCheck(
                handle: gathering.handle, credential: context.credential?.kind ?? "token",
                expiresAt: context.credential?.expiresAt, scopes: scopes ?? [],
                missing: ScopeNeeds.missing(from: scopes).map { "\($0.scope): \($0.purpose)" },
                limits: Self.limits(ServerFacts(facts), context.manifest), budget: session.budget(answer.response),
                clockSkew: session.skew(answer.response), facts: facts, remarks: gathering.remarks)
            if let known = account.facts[AccountFact.identity], known != gathering.identity {
                check.remarks.append(
                    "The token is of another account than the one that was connected; connect it again.")
            }
            if scopes == nil { check.remarks.append("The server does not say what the token may do.") }
            if facts[MastodonFact.listing] == nil {
                check.remarks.append("The account's own posts cannot be listed, so a lost answer may need a person.")
            }
            return .read(check, budget: check.budget)
        } catch {
            return error.reading()
        }
    }

    /// The account; a 403 here that the server repeats, and that is none of something before it, is an account that is
    /// not confirmed, not approved yet, disabled or suspended.
    private func verified(_ session: ServerSession) async throws(Obstacle) -> Answer {
        do {
            return try await session.ask(session.verification)
        } catch {
            switch error {
            case .reauth(let failure) where failure.status == 403 && failure.platformCode != "insufficient_scope":
                throw .reauth(
                    Failure(
                        "account-refused",
                        "The account is not confirmed, waits for approval, or is disabled or suspended.", status: 403,
                        remoteText: failure.remoteText))
            case .refused(let failure) where failure.status == 403: throw .again(after: nil, failure)
            case .again, .reauth, .gone, .refused: throw error
            }
        }
    }

    private func instance(_ session: ServerSession) async throws(Obstacle) -> InstanceReading {
        do {
            return try await ServerDiscovery.instance(session)
        } catch {
            switch error {
            case .later(let after, let failure): throw .again(after: after, failure)
            case .refused(let problem): throw .refused(Failure(problem.code.rawValue, problem.message))
            }
        }
    }

    /// What the server says now, and where it is silent what is in force.
    private static func limits(_ facts: ServerFacts, _ manifest: PlatformManifest) -> [AccountCheck.Limit] {
        let own = MastodonManifest.adjusted(manifest, by: facts).limits
        let link = StatusLength(facts, own).linkLength
        let unit = facts.counting == .weighted ? "graphemes, a link counts \(link)" : "code points"
        let bytes = { (kind: String) in
            own.media.filter { $0.key.hasPrefix(kind) }.values.compactMap(\.maximumBytes).max()
        }
        var limits = [AccountCheck.Limit("media", "\(own.maximumMedia) in a post")]
        if let most = own.maximumText { limits.insert(AccountCheck.Limit("text", "\(most) \(unit)"), at: 0) }
        for (name, most) in [("image", bytes("image/")), ("video", bytes("video/"))] {
            if let most { limits.append(AccountCheck.Limit(name, "\(most) bytes")) }
        }
        if let most = own.maximumAlt {
            limits.append(AccountCheck.Limit("alt", "\(facts.minimumAlt) to \(most) graphemes"))
        }
        let poll = own.polls
        limits.append(
            AccountCheck.Limit(
                "poll",
                poll.maximumChoices == 0
                    ? "no polls" : "\(poll.maximumChoices) choices of \(poll.maximumChoiceText) graphemes"))
        limits.append(AccountCheck.Limit("quotes", facts.quotes ? "yes" : "no"))
        limits.append(
            AccountCheck.Limit("lost answers", facts.honoursKeys ? "idempotency key for 1 hour" : "own posts listed"))
        return limits
    }
}
