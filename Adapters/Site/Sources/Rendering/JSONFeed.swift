/// The feed as JSON Feed 1.1.
struct JSONFeed: Codable {
    struct Author: Codable {
        var name: String
        var url: String?
    }

    struct Attachment: Codable {
        var url: String
        var mimeType: String
        var sizeInBytes: Int64

        enum CodingKeys: String, CodingKey {
            case url
            case mimeType = "mime_type"
            case sizeInBytes = "size_in_bytes"
        }
    }

    struct Item: Codable {
        var id: String
        var url: String
        var title: String?
        var contentHTML: String
        var image: String?
        var datePublished: String
        var dateModified: String
        var tags: [String]
        var language: String
        var attachments: [Attachment]?

        enum CodingKeys: String, CodingKey {
            case id, url, title, image, tags, language, attachments
            case contentHTML = "content_html"
            case datePublished = "date_published"
            case dateModified = "date_modified"
        }
    }

    var version = "https://jsonfeed.org/version/1.1"
    var title: String
    var homePageURL: String?
    var feedURL: String?
    var description: String?
    var icon: String?
    var authors: [Author]
    var language: String
    var items: [Item]

    enum CodingKeys: String, CodingKey {
        case version, title, description, icon, authors, language, items
        case homePageURL = "home_page_url"
        case feedURL = "feed_url"
    }

    /// The feed of `entries`, newest first.
    init(_ renderer: SiteRenderer, _ entries: [SiteEntry]) {
        let settings = renderer.settings
        let links = SiteLinks(absolute: settings)
        self.title = settings.title
        self.homePageURL = settings.url
        self.feedURL = settings.url.map { _ in links.file("feed.json") }
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
        self.contentHTML = renderer.entryMarkup(links).inFeed(entry)
        self.image = media.first { !$0.isVideo }.map { links.file($0.file) }
        self.datePublished = renderer.dates.machine(entry.published)
        self.dateModified = renderer.dates.machine(entry.changed)
        self.tags = entry.tags.sorted()
        self.language = first?.language ?? renderer.settings.language
        let attachments = media.map {
            JSONFeed.Attachment(url: links.file($0.file), mimeType: $0.type, sizeInBytes: $0.fileByteCount)
        }
        self.attachments = attachments.isEmpty ? nil : attachments
    }
}
