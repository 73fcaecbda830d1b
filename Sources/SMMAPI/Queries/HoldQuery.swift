package import SMMModel

/// Chooses holds.
package struct HoldQuery: RouteQuery {
    /// Only this brand's.
    package var brand: String?
    /// Only this account's.
    package var account: String?
    /// Only this post's.
    package var post: String?
    /// Only for this reason.
    package var reason: String?
    /// Also those released.
    package var released: Bool

    /// A query of its parts.
    package init(
        brand: String? = nil, account: String? = nil, post: String? = nil, reason: String? = nil,
        released:
            Bool = false
    ) {
        self.brand = brand
        self.account = account
        self.post = post
        self.reason = reason
        self.released = released
    }

    /// Reads the query string's parameters; throws `query-type`, and `reason-unknown` for a reason that is none.
    package init(_ items: QueryItems) throws(Problem) {
        brand = items["brand"]
        account = items["account"]
        post = items["post"]
        reason = try items.choice("reason", of: HoldReason.known.map(\.rawValue))
        released = try items.flag("released")
    }

    /// The query string's parameters.
    package var items: QueryItems {
        var items = QueryItems()
        items["brand"] = brand
        items["account"] = account
        items["post"] = post
        items["reason"] = reason
        items["released"] = released ? "true" : nil
        return items
    }
}
