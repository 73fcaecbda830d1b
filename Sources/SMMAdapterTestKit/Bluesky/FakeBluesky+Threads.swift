import SMMAtproto
import SMMModel

extension FakeBluesky {
    /// `app.bsky.feed.defs#threadViewPost` with `height` parents above and `depth` levels of replies below; nil for
    /// what is no post.
    func thread(_ uri: String, viewer: String, depth: Int, height: Int) -> ATValue? {
        guard let post = post(uri, viewer: viewer), let address = post["uri"]?.string else { return nil }
        var view: [String: ATValue] = ["$type": "app.bsky.feed.defs#threadViewPost", "post": post]
        if height > 0, let parent = post["record"]?["reply"]?["parent"]?["uri"]?.string {
            view["parent"] =
                thread(parent, viewer: viewer, depth: 0, height: height - 1)
                ?? ["$type": "app.bsky.feed.defs#notFoundPost", "uri": .string(parent), "notFound": true]
        }
        if depth > 0 {
            view["replies"] = .array(
                replies(to: address).compactMap { thread($0, viewer: viewer, depth: depth - 1, height: 0) })
        }
        return .map(view)
    }

    /// The addresses of the answers to a post, the oldest first.
    private func replies(to uri: String) -> [String] {
        var found: [(uri: String, at: Int64)] = []
        for (did, repo) in repos {
            for (key, record) in repo.records["app.bsky.feed.post"] ?? [:]
            where record.value["reply"]?["parent"]?["uri"]?.string == uri {
                found.append(("at://\(did)/app.bsky.feed.post/\(key)", record.indexedAt.milliseconds))
            }
        }
        return found.sorted { ($0.at, $0.uri) < ($1.at, $1.uri) }.map(\.uri)
    }
}
