/// The OAuth scopes of the Mastodon API.
package enum FakeMastodonScope {
    /// Those of Mastodon 4.5 that are no administrator's.
    package static let mastodon: [String] =
        ["profile", "read", "write", "follow", "push"]
        + [
            "accounts", "blocks", "bookmarks", "favourites", "filters", "follows", "lists", "mutes", "notifications",
            "search", "statuses",
        ].map { "read:" + $0 }
        + [
            "accounts", "blocks", "bookmarks", "conversations", "favourites", "filters", "follows", "lists", "media",
            "mutes", "notifications", "reports", "statuses",
        ].map { "write:" + $0 }

    /// Those of servers that know no finer ones.
    package static let coarse = ["read", "write", "follow", "push"]

    /// The scopes in a text that names them between blanks.
    static func split(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    /// Whether what was granted covers what is needed: the scope itself, or the one it is a part of.
    static func covers(_ granted: [String], _ needed: String) -> Bool {
        granted.contains(needed) || granted.contains(String(needed.prefix { $0 != ":" }))
    }

    /// Whether what was granted covers all of what is asked for.
    static func covers(_ granted: [String], all asked: [String]) -> Bool { asked.allSatisfy { covers(granted, $0) } }
}
