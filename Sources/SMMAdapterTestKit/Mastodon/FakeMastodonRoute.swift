/// What a request asks of the fake server; the raw value is how API documents name the operation.
package enum FakeMastodonRoute: String, Sendable, Hashable, Codable, CaseIterable {
    /// Where the endpoints of OAuth are (Mastodon 4.3).
    case discovery = "GET /.well-known/oauth-authorization-server"
    /// The page where a person agrees.
    case authorize = "GET /oauth/authorize"
    /// Gives tokens.
    case token = "POST /oauth/token"
    /// Ends one.
    case revoke = "POST /oauth/revoke"
    /// Registers an application.
    case registerApp = "POST /api/v1/apps"
    /// The application of a token.
    case verifyApp = "GET /api/v1/apps/verify_credentials"
    /// What the server is, as older servers say it.
    case instance1 = "GET /api/v1/instance"
    /// What the server is.
    case instance2 = "GET /api/v2/instance"
    /// The account of a token.
    case verifyAccount = "GET /api/v1/accounts/verify_credentials"
    /// Changes its profile.
    case updateAccount = "PATCH /api/v1/accounts/update_credentials"
    /// An account by its name.
    case lookup = "GET /api/v1/accounts/lookup"
    /// An account by its id.
    case account = "GET /api/v1/accounts/{id}"
    /// What an account wrote.
    case accountStatuses = "GET /api/v1/accounts/{id}/statuses"
    /// Uploads a medium and waits for it.
    case upload1 = "POST /api/v1/media"
    /// Uploads a medium.
    case upload2 = "POST /api/v2/media"
    /// Whether a medium is ready.
    case medium = "GET /api/v1/media/{id}"
    /// Changes its description and focus.
    case changeMedium = "PUT /api/v1/media/{id}"
    /// Takes it back.
    case deleteMedium = "DELETE /api/v1/media/{id}"
    /// Makes a status.
    case create = "POST /api/v1/statuses"
    /// Several statuses by their ids.
    case statuses = "GET /api/v1/statuses"
    /// One status.
    case status = "GET /api/v1/statuses/{id}"
    /// Edits it.
    case edit = "PUT /api/v1/statuses/{id}"
    /// Takes it down.
    case delete = "DELETE /api/v1/statuses/{id}"
    /// Its text as it was written.
    case source = "GET /api/v1/statuses/{id}/source"
    /// What is above and below it.
    case context = "GET /api/v1/statuses/{id}/context"
    /// Likes it.
    case favourite = "POST /api/v1/statuses/{id}/favourite"
    /// Takes the like back.
    case unfavourite = "POST /api/v1/statuses/{id}/unfavourite"
    /// What quotes it.
    case quotes = "GET /api/v1/statuses/{id}/quotes"
    /// Changes who may quote it.
    case policy = "PUT /api/v1/statuses/{id}/interaction_policy"
    /// A poll.
    case poll = "GET /api/v1/polls/{id}"
    /// Takes part in it.
    case vote = "POST /api/v1/polls/{id}/votes"
    /// What happened to the account.
    case notifications = "GET /api/v1/notifications"
    /// One of them.
    case notification = "GET /api/v1/notifications/{id}"
    /// The same in groups (Mastodon 4.3).
    case groupedNotifications = "GET /api/v2/notifications"
    /// Threads of direct statuses.
    case conversations = "GET /api/v1/conversations"
    /// Marks one as read.
    case readConversation = "POST /api/v1/conversations/{id}/read"
    /// What the server keeps for later.
    case scheduled = "GET /api/v1/scheduled_statuses"

    private static let table: [(route: FakeMastodonRoute, method: Substring, path: [Substring])] =
        allCases.map { route in
            let words = route.rawValue.split(separator: " ")
            return (route, words[0], words[1].split(separator: "/"))
        }

    /// The route of a method and a path's segments, and the id among them; nil when there is none. Of two that fit the
    /// one with fewer holes stands first in the list of cases.
    static func find(_ method: String, _ segments: [String]) -> (route: FakeMastodonRoute, id: String)? {
        for entry in table where entry.method == method && entry.path.count == segments.count {
            var id = ""
            let fits = zip(entry.path, segments).allSatisfy { pattern, segment in
                if pattern == "{id}" { id = segment }
                return pattern == "{id}" || pattern == segment
            }
            if fits { return (entry.route, id) }
        }
        return nil
    }

    /// What kind of request it is.
    package var kind: FakeRequestKind {
        switch self {
        case .create: .publish
        case .edit, .delete, .updateAccount, .favourite, .unfavourite, .policy, .vote, .readConversation: .change
        case .upload1, .upload2, .changeMedium, .deleteMedium, .token, .revoke, .registerApp: .upload
        default: .read
        }
    }

    /// The scopes one of which is needed; none for what anybody may ask.
    var scopes: [String] {
        switch self {
        case .discovery, .authorize, .token, .revoke, .registerApp, .instance1, .instance2, .verifyApp: []
        case .verifyAccount: ["profile", "read:accounts"]
        case .updateAccount: ["write:accounts"]
        case .lookup, .account: ["read:accounts"]
        case .upload1, .upload2, .medium, .changeMedium, .deleteMedium: ["write:media"]
        case .create, .edit, .delete, .policy, .vote: ["write:statuses"]
        case .favourite, .unfavourite: ["write:favourites"]
        case .notifications, .notification, .groupedNotifications: ["read:notifications"]
        case .readConversation: ["write:conversations"]
        case .accountStatuses, .statuses, .status, .source, .context, .quotes, .poll, .conversations, .scheduled:
            ["read:statuses"]
        }
    }

    /// Whether it is answered without a token, too.
    var isOpen: Bool {
        switch self {
        case .accountStatuses, .statuses, .status, .context, .poll, .lookup, .account: true
        default: scopes.isEmpty && self != .verifyApp
        }
    }
}
