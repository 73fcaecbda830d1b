import SMMAdapterKit
import SMMModel

// What a token may do, where the server says.
extension ServerSession {
    /// What is known of a token's scopes after asking.
    enum ScopeAnswer: Sendable, Hashable {
        /// These.
        case known([String])
        /// The server does not say.
        case unsaid
        /// It could not be found out now.
        case unclear
    }

    /// As it was said when the token was given, else as its client is registered.
    ///
    /// A token made by hand has the scopes of the client that was made with it (documentation, methods/apps:
    /// verify_credentials tells them since Mastodon 4.3).
    func scopes(of credential: Credential?) async -> ScopeAnswer {
        if let scopes = ScopeNeeds.list(credential?.facts[MastodonFact.scopes]) { return .known(scopes) }
        do {
            let answer = try await ask(get("/api/v1/apps/verify_credentials"))
            let scopes = answer.body["scopes"]?.elements?.prefix(100).compactMap(\.string) ?? []
            return scopes.isEmpty ? .unsaid : .known(scopes)
        } catch {
            guard case .again = error else { return .unsaid }
            return .unclear
        }
    }
}
