import SMMAdapterKit
import SMMModel

extension FakeNetwork {
    /// Own posts in `[since, until]`, newest first, in pages; what is younger than the lag is not there yet.
    func list(_ query: [String: String], _ account: String, now: Instant) throws(FakeRefusal) -> HTTPResponse {
        guard rules.kind != .blind else { throw FakeRefusal(403, "no-read", "This network cannot be read.") }
        for name in query.keys where !["since", "until", "cursor"].contains(name) {
            throw FakeRefusal(400, "unknown-parameter", "There is no parameter \(name).")
        }
        let since = try number(query, "since") ?? .min
        let until = try number(query, "until") ?? .max
        let cursor = try number(query, "cursor").map { Int(clamping: $0) } ?? posts.count
        var page: [FakeJSON] = []
        var next: Int?
        for index in posts.indices.reversed() where index < cursor {
            let post = posts[index]
            let made = post.createdAt.milliseconds
            guard post.account == account, post.deletedAt == nil, made >= since, made <= until,
                post.createdAt + rules.listingLag <= now
            else { continue }
            guard page.count < max(1, rules.pageSize) else {
                next = index + 1
                break
            }
            page.append(view(post))
        }
        return FakeReply.json(
            200,
            .object([
                "posts": .array(page), "next": next.map { .string("\($0)") } ?? .null,
            ]))
    }

    private func number(_ query: [String: String], _ name: String) throws(FakeRefusal) -> Int64? {
        guard let text = query[name] else { return nil }
        guard let value = Int64(text) else { throw FakeRefusal(400, "wrong-type", "\(name) must be a number.") }
        return value
    }
}
