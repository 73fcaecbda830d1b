package import SMMModel

/// Which page of a list is asked for.
package struct PageRequest: Sendable, Hashable {
    /// The most items, 1 to ``APIVersion/maximumLimit``.
    package var limit: Int
    /// The place of the last item of the page before; nil for the first page.
    package var after: Cursor.Position?

    /// A page.
    package init(limit: Int = APIVersion.standardLimit, after: Cursor.Position? = nil) {
        self.limit = limit
        self.after = after
    }

    /// Reads `limit` and `cursor`; the cursor must belong to the list of `route` with these filters.
    package init(_ items: QueryItems, route: RouteID) throws(Problem) {
        let limit = try items.integer("limit") ?? Int64(APIVersion.standardLimit)
        guard limit >= 1, limit <= Int64(APIVersion.maximumLimit) else {
            throw Problem(
                Problem.Code("limit-out-of-range"), status: 400, "A page cannot have that many items.",
                given: String(limit), allowed: "1 to \(APIVersion.maximumLimit)")
        }
        self.limit = Int(limit)
        guard let text = items["cursor"] else {
            after = nil
            return
        }
        after = try Cursor(text, filter: items.filterHash(route: route)).position
    }
}
