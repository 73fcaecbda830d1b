package import SMMModel

/// One published part of an entry. A part that was taken down keeps its key and nothing else.
package struct SitePart: Sendable, Hashable, Codable {
    /// The record key of the operation that published it.
    package var key: String
    /// Its position in the thread, from 0.
    package var index: Int
    /// When it was published; zero once it was taken down.
    package var published: Instant
    /// When it was last changed, if ever.
    package var updated: Instant?
    /// Whether it was taken down.
    package var isDeleted: Bool
    /// BCP 47 language of the text.
    package var language: String
    /// A title of its own, for articles.
    package var title: String?
    /// The text, without control characters.
    package var text: String
    /// The media in order.
    package var media: [SiteMedium]

    /// A part.
    package init(
        key: String, index: Int, published: Instant, updated: Instant? = nil, isDeleted: Bool = false,
        language: String, title: String? = nil, text: String, media: [SiteMedium] = []
    ) {
        self.key = key
        self.index = index
        self.published = published
        self.updated = updated
        self.isDeleted = isDeleted
        self.language = language
        self.title = title
        self.text = text
        self.media = media
    }

    /// What is left of this part when it is taken down: the key, so that a late repeat of its publish stays without
    /// effect.
    package var tombstone: SitePart {
        SitePart(
            key: key, index: index, published: Instant(milliseconds: 0), isDeleted: true, language: "", text: "")
    }

    /// When it last changed.
    package var changed: Instant { max(published, updated ?? published) }
}
