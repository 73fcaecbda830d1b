import SMMAdapterKit
import SMMModel

/// Tells a refusal of the token from one that refuses this thing alone.
struct TokenDoubt {
    let session: ServerSession
    let account: AccountProfile
    let credential: Credential?
    /// What the refused request needs.
    let scope: String

    /// What follows from a refusal of the token, or for want of a scope; nil where it is of neither kind.
    ///
    /// By the challenge of RFC 6750, else by the scopes the token is known to have, else by asking for the account. Only
    /// for a scope that nothing goes without must a person connect the account again before anything else goes out.
    func outcome(_ response: HTTPResponse, _ failure: Failure) async -> AttemptOutcome? {
        if lacksScope(response) {
            let lacking = ScopeNeeds.lacking(scope, failure)
            return ScopeNeeds.isEssential(scope) ? .needsReauth(lacking) : .rejected(lacking)
        }
        return await session.isTokenRefusal(response) ? .needsReauth(failure) : nil
    }

    private func lacksScope(_ response: HTTPResponse) -> Bool {
        guard response.status == 403 else { return false }
        if ServerWords.lacksScope(response) { return true }
        let known = credential?.facts[MastodonFact.scopes] ?? account.facts[MastodonFact.scopes]
        return ScopeNeeds.missing(from: ScopeNeeds.list(known)).contains { $0.scope == scope }
    }
}
