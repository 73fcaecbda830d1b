import SMMAdapterKit

/// What a request asks of the fake server; the raw value is how API documents name the operation.
package enum FakeMastodonRoute: String, Sendable, Hashable, Codable, CaseIterable {
    case discovery = "GET /.well-known/oauth-authorization-server"
    case authorize = "GET /oauth/authorize"
    case token = "POST /oauth/token"
    case revoke = "POST /oauth/revoke"
    case registerApp = "POST /api/v1/apps"
    case verifyApp = "GET /api/v1/apps/verify_credentials"
    case instance1 = "GET /api/v1/instance"
    case instance2 = "GET /api/v2/instance"
    case verifyAccount = "GET /api/v1/accounts/verify_credentials"
    case updateAccount = "PATCH /api/v1/accounts/update_credentials"
    case lookup = "GET /api/v1/accounts/lookup"
    case account = "GET /api/v1/accounts/{id}"
    case accountStatuses = "GET /api/v1/accounts/{id}/statuses"
    case upload1 = "POST /api/v1/media"
    case upload2 = "POST /api/v2/media"
    case medium = "GET /api/v1/media/{id}"
    case changeMedium = "PUT /api/v1/media/{id}"
    case deleteMedium = "DELETE /api/v1/media/{id}"
    case create = "POST /api/v1/statuses"
    case statuses = "GET /api/v1/statuses"
    case status = "GET /api/v1/statuses/{id}"
    case edit = "PUT /api/v1/statuses/{id}"
    case delete = "DELETE /api/v1/statuses/{id}"
    case source = "GET /api/v1/statuses/{id}/source"
    case context = "GET /api/v1/statuses/{id}/context"
    case favourite = "POST /api/v1/statuses/{id}/favourite"
    case unfavourite = "POST /api/v1/statuses/{id}/unfavourite"
    case quotes = "GET /api/v1/statuses/{id}/quotes"
    case policy = "PUT /api/v1/statuses/{id}/interaction_policy"
    case poll = "GET /api/v1/polls/{id}"
    case vote = "POST /api/v1/polls/{id}/votes"
    case notifications = "GET /api/v1/notifications"
    case notification = "GET /api/v1/notifications/{id}"
    case groupedNotifications = "GET /api/v2/notifications"
    case conversations = "GET /api/v1/conversations"
    case readConversation = "POST /api/v1/conversations/{id}/read"
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
