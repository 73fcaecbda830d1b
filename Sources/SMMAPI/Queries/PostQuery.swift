package import SMMModel

/// Chooses posts.
package struct PostQuery: RouteQuery {
    /// Only this brand's.
    package var brand: String?
    /// Only to this account.
    package var account: String?
    /// Only in this state.
    package var state: String?
    /// Only by this author.
    package var author: String?
    /// Only made at or after this instant.
    package var from: Instant?
    /// Only made before this instant.
    package var until: Instant?

    /// A query of its parts.
    package init(
        brand: String? = nil, account: String? = nil, state: String? = nil, author: String? = nil,
        from:
            Instant? = nil, until: Instant? = nil
    ) {
        self.brand = brand
        self.account = account
        self.state = state
        self.author = author
        self.from = from
        self.until = until
    }

    /// Reads the query string's parameters; throws `query-type`, and `state-unknown` for a state that is none.
    package init(_ items: QueryItems) throws(Problem) {
        brand = items["brand"]
        account = items["account"]
        state = try items.choice("state", of: PostState.known.map(\.rawValue))
        author = items["author"]
        from = try items.instant("from")
        until = try items.instant("until")
    }

    /// The query string's parameters.
    package var items: QueryItems {
        var items = QueryItems()
        items["brand"] = brand
        items["account"] = account
        items["state"] = state
        items["author"] = author
        items["from"] = from.map { RFC3339.text($0) }
        items["until"] = until.map { RFC3339.text($0) }
        return items
    }
}
