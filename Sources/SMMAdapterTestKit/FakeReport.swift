import SMMModel

/// What a harness counts on the network's side, independently of the daemon.
package struct FakeReport: Sendable, Hashable, Codable {
    /// The posts that were made more than once: same account, parent and first text, deleted ones included.
    package let doubles: [[FakePost]]
    /// The posts that were made, by the tag their client noted.
    package let byTag: [String: [FakePost]]
    /// How many posts were made.
    package let made: Int
    /// How many of them stand.
    package let standing: Int
}

extension FakeNetwork {
    /// Counts what was made.
    package func report() -> FakeReport {
        struct Identity: Hashable {
            let account: String
            let parent: String?
            let text: String
        }
        var groups: [Identity: [FakePost]] = [:]
        var tags: [String: [FakePost]] = [:]
        for post in posts {
            groups[Identity(account: post.account, parent: post.parent, text: post.firstText), default: []]
                .append(post)
            if let tag = post.tag { tags[tag, default: []].append(post) }
        }
        let doubles = groups.values.filter { $0.count > 1 }.sorted { $0[0].createdAt < $1[0].createdAt }
        return FakeReport(
            doubles: doubles, byTag: tags, made: posts.count, standing: posts.count { $0.deletedAt == nil })
    }

    /// The posts of an account that stand, oldest first.
    package func posts(of account: String) -> [FakePost] {
        posts.filter { $0.account == account && $0.deletedAt == nil }
    }
}
