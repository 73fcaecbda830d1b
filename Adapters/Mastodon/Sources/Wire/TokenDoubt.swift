import SMMAdapterKit
import SMMModel

/// Tells a refusal that needs a person to connect the account again from one that refuses this thing alone.
struct TokenDoubt {
    let session: ServerSession
    let account: AccountProfile
    let credential: Credential?
    /// What the refused request needs.
    let scope: String

    /// Whether the token lacks the scope, or the server certainly does not accept it any more.
    ///
    /// By the challenge of RFC 6750, else by the scopes the token is known to have, else by asking for the account.
    func needsPerson(_ response: HTTPResponse) async -> Bool {
        if response.status == 403 {
            if ServerWords.lacksScope(response) { return true }
            let known = credential?.facts[MastodonFact.scopes] ?? account.facts[MastodonFact.scopes]
            if ScopeNeeds.missing(from: ScopeNeeds.list(known)).contains(where: { $0.scope == scope }) { return true }
        }
        return await session.isTokenRefusal(response)
    }
}
