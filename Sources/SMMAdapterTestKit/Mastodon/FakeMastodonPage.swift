/// Which part of a list is wanted, by Mastodon's cursors.
struct FakeMastodonPage {
    let limit: Int
    private let maxID: String?
    private let sinceID: String?
    private let minID: String?

    init(_ query: FakeMastodonFields, usual: Int, most: Int) throws(FakeMastodonRefusal) {
        let asked = try query.whole("limit") ?? usual
        guard asked > 0 else { throw .badField("limit") }
        limit = min(asked, most)
        maxID = try query.text("max_id")
        sinceID = try query.text("since_id")
        minID = try query.text("min_id")
    }

    /// The page, newest first: right above `min_id`, or the newest down to `since_id`.
    func take<Item>(_ items: [Item], _ id: (Item) -> String) -> [Item] {
        let inside = items.filter { item in
            let id = id(item)
            if let maxID, !FakeMastodonIDs.isOlder(id, maxID) { return false }
            if let sinceID, !FakeMastodonIDs.isOlder(sinceID, id) { return false }
            if let minID, !FakeMastodonIDs.isOlder(minID, id) { return false }
            return true
        }
        let sorted = inside.sorted { FakeMastodonIDs.isOlder(id($1), id($0)) }
        return Array(minID == nil ? sorted.prefix(limit) : sorted.suffix(limit))
    }
}
