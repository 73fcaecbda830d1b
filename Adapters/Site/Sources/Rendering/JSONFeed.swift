/// The feed as JSON Feed 1.1.
struct JSONFeed: Codable {
    struct Author: Codable {
        var name: String
        var url: String?
    }

    struct Attachment: Codable {
        var url: String
        var mime_type: String
        var size_in_bytes: Int64
    }

    struct Item: Codable {
        var id: String
        var url: String
        var title: String?
        var content_html: String
        var image: String?
        var date_published: String
        var date_modified: String
        var tags: [String]
        var language: String
        var attachments: [Attachment]?
    }

    var version = "https://jsonfeed.org/version/1.1"
    var title: String
    var home_page_url: String?
    var feed_url: String?
    var description: String?
    var icon: String?
    var authors: [Author]
    var language: String
    var items: [Item]

    /// The feed of `entries`, newest first.
    init(_ renderer: SiteRenderer, _ entries: [SiteEntry]) {
        let settings = renderer.settings
        let links = SiteLinks(absolute: settings)
        self.title = settings.title
        self.home_page_url = settings.url
        self.feed_url = settings.url.map { _ in links.file("feed.json") }
        self.description = settings.description
        self.icon = settings.url.map { _ in links.file("icon.svg") }
        self.authors = [Author(name: settings.author, url: settings.url)]
        self.language = settings.language
        self.items = entries.filter { !$0.isGone }.map { Item(renderer, $0, links) }
    }
}

extension JSONFeed.Item {
    init(_ renderer: SiteRenderer, _ entry: SiteEntry, _ links: SiteLinks) {
        let first = entry.visibleParts.first
        let media = entry.visibleParts.flatMap(\.media)
        self.id = renderer.settings.authority + entry.key
        self.url = links.page(entry.path)
        self.title = first?.title
        self.content_html = renderer.entryMarkup(links).inFeed(entry)
        self.image = media.first { !$0.isVideo }.map { links.file($0.file) }
        self.date_published = renderer.dates.machine(entry.published)
        self.date_modified = renderer.dates.machine(entry.changed)
        self.tags = entry.tags.sorted()
        self.language = first?.language ?? renderer.settings.language
        let attachments = media.map {
            JSONFeed.Attachment(url: links.file($0.file), mime_type: $0.type, size_in_bytes: $0.byteCount)
        }
        self.attachments = attachments.isEmpty ? nil : attachments
    }
}
