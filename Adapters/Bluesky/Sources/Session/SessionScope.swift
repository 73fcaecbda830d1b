import SMMAdapterKit

/// What a session may do, by the scope its access token names (AT Protocol, legacy app passwords).
enum SessionScope: Sendable, Hashable {
    /// The account's own password: everything.
    case full
    /// An app password: no direct messages, no management of the account.
    case appPassword
    /// An app password that may also read and send direct messages.
    case privileged
    /// The token does not say.
    case unknown

    /// The scope of a token.
    init(_ claims: TokenClaims) { self.init(named: claims.scope) }

    /// The scope of a credential: what its access token says, else what was noted when it was made.
    init(_ credential: Credential?) {
        let said = credential?.secrets["access"].map(TokenClaims.init)?.scope
        self.init(named: said ?? credential?.facts[BlueskyFact.scope])
    }

    private init(named name: String?) {
        self =
            switch name {
            case "com.atproto.access": .full
            case "com.atproto.appPass": .appPassword
            case "com.atproto.appPassPrivileged": .privileged
            default: .unknown
            }
    }

    /// Whether direct messages may be tried: not with a plain app password; a token that says nothing is tried.
    var allowsChat: Bool { self != .appPassword }

    /// The kind of credential, for people.
    var title: String {
        switch self {
        case .full: "session by the account's own password"
        case .appPassword: "session by an app password"
        case .privileged: "session by an app password with direct messages"
        case .unknown: "session"
        }
    }
}
