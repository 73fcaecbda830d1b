/// A post of an example site.
struct DemoPost {
    /// A picture by its file's name, and what it shows.
    struct Photo {
        var name: String
        var alt: String?

        init(_ name: String, _ alt: String?) {
            self.name = name
            self.alt = alt
        }
    }

    /// What happens to a part later: a new text, or, without one, its end.
    struct Change {
        var part: Int
        var text: String?
    }

    var parts: [String]
    var title: String?
    /// The pictures of each part.
    var photos: [[Photo]] = []
    var language: String?
    var tags: [String] = []
    var changes: [Change] = []
    /// Seconds between parts.
    var pause: Int64 = 2

    init(
        _ parts: String..., title: String? = nil, photos: [Photo] = [], language: String? = nil, tags: [String] = [],
        changes: [Change] = []
    ) {
        self.parts = parts
        self.title = title
        self.photos = [photos]
        self.language = language
        self.tags = tags
        self.changes = changes
    }
}
