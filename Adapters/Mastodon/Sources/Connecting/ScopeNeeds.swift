import SMMAdapterKit

/// The scopes the adapter needs, and what for (documentation, api/oauth-scopes).
enum ScopeNeeds {
    /// One scope and what stops without it.
    struct Need: Sendable, Hashable {
        let scope: String
        let purpose: String
        /// Whether nothing can be done without it.
        var isEssential = false
    }

    /// All of them, in the order they are asked for.
    static let all = [
        Need(scope: "read:accounts", purpose: "to see whose account it is, and its profile", isEssential: true),
        Need(
            scope: "read:statuses", purpose: "to find out what became of a post, and to read answers and messages",
            isEssential: true),
        Need(scope: "read:notifications", purpose: "to read mentions, likes and follows"),
        Need(scope: "read:search", purpose: "to look up the address of a post to quote"),
        Need(scope: "write:statuses", purpose: "to publish, edit and delete", isEssential: true),
        Need(scope: "write:media", purpose: "to publish pictures, video and sound"),
        Need(scope: "write:favourites", purpose: "to like"),
        Need(scope: "write:accounts", purpose: "to change the profile"),
    ]

    /// What is asked for: the fine scopes, or the two coarse ones where the server has only those.
    ///
    /// - Parameters:
    ///   - supported: the server's own list, where it gives one.
    ///   - isFineGrained: whether a server without a list is one that numbers like Mastodon, which knows them since 2.4.3.
    static func request(supported: [String]?, isFineGrained: Bool) -> String {
        let fine = all.map(\.scope)
        guard let supported else { return isFineGrained ? fine.joined(separator: " ") : "read write" }
        let known = Set(supported)
        let list = fine.map { known.contains($0) ? $0 : coarse($0) }.filter(known.contains)
        guard !list.isEmpty else { return "read write" }
        var seen = Set<String>()
        return list.filter { seen.insert($0).inserted && ($0.contains(":") ? !list.contains(coarse($0)) : true) }
            .joined(separator: " ")
    }

    /// What is needed and not covered by `granted`; nothing when that is not known.
    static func missing(from granted: [String]?) -> [Need] {
        guard let granted, !granted.isEmpty else { return [] }
        let has = Set(granted)
        return all.filter { need in
            // `profile` allows verify_credentials alone, which is what read:accounts is needed for.
            !has.contains(need.scope) && !has.contains(coarse(need.scope))
                && !(need.scope == "read:accounts" && has.contains("profile"))
        }
    }

    /// Whether nothing can be done without `scope`.
    static func isEssential(_ scope: String) -> Bool { all.contains { $0.scope == scope && $0.isEssential } }

    /// `failure`, a refusal for want of `scope`, in words of ours.
    static func lacking(_ scope: String, _ failure: Failure) -> Failure {
        let purpose = all.first { $0.scope == scope }.map { ", which is needed \($0.purpose)" } ?? ""
        var failure = failure
        failure.code = "scope-missing"
        failure.message = "The token lacks the scope \(scope)\(purpose); connect the account again to allow it."
        return failure
    }

    /// The scopes a text of them names.
    static func list(_ text: String?) -> [String]? {
        guard let text else { return nil }
        let list = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "+" }).prefix(100).map(String.init)
        return list.isEmpty ? nil : list
    }

    private static func coarse(_ scope: String) -> String { String(scope.prefix { $0 != ":" }) }
}
