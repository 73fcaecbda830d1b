package import SMMModel

/// Chooses rows of the record.
package struct EventQuery: RouteQuery {
    /// Only this brand's.
    package var brand: String?
    /// Only about this account.
    package var account: String?
    /// Only about this post.
    package var post: String?
    /// Only this verb, or verbs with this prefix.
    package var verb: String?
    /// When following, first what came after this sequence.
    package var after: Int64?
    /// Whether to keep the answer open.
    package var follow: Bool

    /// A query of its parts.
    package init(
        brand: String? = nil, account: String? = nil, post: String? = nil, verb: String? = nil,
        after:
            Int64? = nil, follow: Bool = false
    ) {
        self.brand = brand
        self.account = account
        self.post = post
        self.verb = verb
        self.after = after
        self.follow = follow
    }

    /// Reads the query string's parameters; throws `query-type`.
    package init(_ items: QueryItems) throws(Problem) {
        brand = items["brand"]
        account = items["account"]
        post = items["post"]
        verb = items["verb"]
        after = try items.integer("after")
        follow = try items.flag("follow")
    }

    /// The query string's parameters.
    package var items: QueryItems {
        var items = QueryItems()
        items["brand"] = brand
        items["account"] = account
        items["post"] = post
        items["verb"] = verb
        items["after"] = after.map { String($0) }
        items["follow"] = follow ? "true" : nil
        return items
    }
}
