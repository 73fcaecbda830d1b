package import SMMModel

/// The newest entries with one hashtag.
package struct SiteTagList: Sendable, Hashable, Codable {
    /// The most entries a tag's page shows, so that its cost does not grow with the site.
    package static let longest = 50

    /// One entry.
    package struct Item: Sendable, Hashable, Codable {
        /// The entry's place among all.
        package var slot: Int
        /// The folder of its page.
        package var path: String
        /// When it was published.
        package var published: Instant
        /// What it is called here.
        package var title: String
        /// BCP 47 language of the title.
        package var language: String
    }

    /// The tag in lower case, without the sign.
    package var tag: String
    /// The entries, newest first.
    package var items: [Item]

    /// A tag without entries.
    package init(tag: String) {
        self.tag = tag
        self.items = []
    }

    /// Puts an entry where it belongs, or takes it out when it does not bear the tag. Twice is as once.
    package mutating func take(_ entry: SiteEntry, title: String) {
        items.removeAll { $0.slot == entry.slot }
        guard entry.tags.contains(tag), let first = entry.visibleParts.first else { return }
        let item = Item(
            slot: entry.slot, path: entry.path, published: entry.published, title: title, language: first.language)
        let position = items.firstIndex { $0.slot < entry.slot } ?? items.count
        items.insert(item, at: position)
        items = Array(items.prefix(Self.longest))
    }
}
