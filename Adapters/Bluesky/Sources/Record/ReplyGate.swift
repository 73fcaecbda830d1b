/// Who may answer a thread (option `replies`; lexicon `app.bsky.feed.threadgate`).
struct ReplyGate: Sendable, Hashable {
    /// The rules a person can name.
    static let rules = "followers, following, mentioned"

    /// The rules' `$type`s in order; empty means nobody.
    let allow: [String]

    /// Reads the option; nil for what it does not take. `everyone` gives no gate: see ``needed(_:)``.
    init?(_ option: String) {
        let words = option.split(separator: ",").map { $0.filter { !$0.isWhitespace }.lowercased() }
        if words == ["everyone"] || words == ["nobody"] {
            allow = []
            return
        }
        var allow: [String] = []
        for word in words {
            guard let rule = Self.types[word] else { return nil }
            if !allow.contains(rule) { allow.append(rule) }
        }
        guard !allow.isEmpty else { return nil }
        self.allow = allow
    }

    /// The gate an option asks for; nil for none, and for `everyone`.
    static func needed(_ option: String?) -> ReplyGate? {
        guard let option, option.filter({ !$0.isWhitespace }).lowercased() != "everyone" else { return nil }
        return ReplyGate(option)
    }

    /// The record.
    func record(for post: String, createdAt: String) -> JSONValue {
        .object([
            "$type": .string(Collection.gate), "post": .string(post), "createdAt": .string(createdAt),
            "allow": .array(allow.map { .object(["$type": .string($0)]) }),
        ])
    }

    private static let types = [
        "followers": "app.bsky.feed.threadgate#followerRule", "following": "app.bsky.feed.threadgate#followingRule",
        "mentioned": "app.bsky.feed.threadgate#mentionRule",
    ]
}
