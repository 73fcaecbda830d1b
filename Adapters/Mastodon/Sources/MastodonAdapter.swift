package import SMMAdapterKit
package import SMMModel

/// Speaks the Mastodon API to any server that has it.
///
/// What differs between servers is read from the account's facts (`MastodonFact`); there is no list of servers. Account
/// setting: `server`. The credential has the secret `access`, and `client-secret` and `refresh` where there are some.
package struct MastodonAdapter: PlatformAdapter {
    let outcomes: HTTPOutcome

    /// An adapter that reads answers by `outcomes`.
    package init(outcomes: HTTPOutcome = HTTPOutcome()) { self.outcomes = outcomes }

    /// What a stock Mastodon server allows.
    package func describe() -> PlatformManifest { MastodonManifest.manifest }

    /// The limits, the counting and the guarantee that the account's facts prove.
    package func manifest(_ manifest: PlatformManifest, for account: AccountProfile) -> PlatformManifest {
        MastodonManifest.adjusted(manifest, by: ServerFacts(account.facts))
    }

    /// As the account's server counts, with the content warning.
    package func length(
        of part: PostPart, in variant: PostVariant, account: AccountProfile, manifest: PlatformManifest
    ) -> Int {
        StatusLength(ServerFacts(account.facts), manifest.limits).count(
            part.text, warning: variant.options[MastodonManifest.Option.contentWarning] ?? "")
    }

    /// Every limit of the manifest, and the rules between text, media, poll and quote.
    package func validate(
        _ variant: PostVariant, account: AccountProfile, manifest: PlatformManifest
    ) -> [Violation] {
        VariantRules(manifest: manifest, facts: ServerFacts(account.facts)).violations(of: variant)
    }

    /// The way to the account's server.
    ///
    /// - Throws: `refused` where the account has no usable address, `reauth` where it has no token.
    func session(_ account: AccountProfile, _ context: AdapterContext) throws(Obstacle) -> ServerSession {
        guard let server = ServerAddress(account.settings["server"] ?? "") else {
            throw .refused(Failure("server-setting", "The account's setting “server” is no address of a server."))
        }
        guard let bearer = context.credential?.bearer() else {
            throw .reauth(Failure("no-credential", "The account has no token; it must be connected."))
        }
        return ServerSession(
            server: server, bearer: bearer, transport: context.transport, clock: context.clock, outcomes: outcomes)
    }
}
