/// What stands around the content of every page: head, masthead and foot.
struct PageFrame {
    /// Scripts never run; styles, pictures and films come from the site alone.
    static let policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'"

    /// The feeds by name, type and file.
    private static let feeds = [
        ("Atom", "application/atom+xml", "feed.atom"), ("JSON Feed", "application/feed+json", "feed.json"),
    ]

    let settings: SiteSettings
    let words: Words
    let links: SiteLinks
    /// The page's title as the browser shows it.
    var title: String
    /// One or two sentences about the page, for search engines and previews.
    var summary: String?
    /// The page's own full address, where it is known.
    var address: String?
    /// A picture for previews.
    var picture: SiteMedium?
    /// When the page's post was published, and last changed.
    var dates: (published: String, changed: String)?
    /// Whether the site's title is this page's heading.
    var isHome = false
    /// Whether search engines should leave the page alone.
    var isHidden = false

    /// The whole page around `content`, the markup of `<main>`.
    func page(_ content: String, mainClass: String? = nil) -> String {
        var markup = Markup()
        markup.raw("<!doctype html>\n")
        markup.open("html", [("lang", words.language), ("dir", Direction.of(words.language))])
        head(&markup)
        markup.raw("<body>\n")
        markup.element("a", [("class", "skip"), ("href", "#main")], words.skip)
        markup.raw("\n<div class=\"wrap\">\n")
        masthead(&markup)
        markup.open("main", [("id", "main")] + (mainClass.map { [("class", $0)] } ?? []))
        markup.raw("\n\(content)</main>\n")
        foot(&markup)
        markup.raw("</div>\n</body>\n</html>\n")
        return markup.result
    }

    private func head(_ markup: inout Markup) {
        markup.raw("\n<head>\n<meta charset=\"utf-8\">\n")
        markup.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"\(Self.policy)\">\n")
        markup.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        markup.raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
        let light = SitePalette.light(settings.accent).ground.hex
        let dark = SitePalette.dark(settings.accent).ground.hex
        markup.raw("<meta name=\"theme-color\" content=\"\(light)\" media=\"(prefers-color-scheme: light)\">\n")
        markup.raw("<meta name=\"theme-color\" content=\"\(dark)\" media=\"(prefers-color-scheme: dark)\">\n")
        markup.element("title", [], title)
        markup.raw("\n")
        if isHidden { markup.raw("<meta name=\"robots\" content=\"noindex\">\n") }
        if let summary, !summary.isEmpty { meta(&markup, "name", "description", summary) }
        markup.raw("<meta name=\"generator\" content=\"smmd\">\n")
        link(&markup, [("rel", "stylesheet"), ("href", links.file("style.css"))])
        link(&markup, [("rel", "icon"), ("type", "image/svg+xml"), ("href", links.file("icon.svg"))])
        for (name, type, file) in Self.feeds { feed(&markup, name, type, file) }
        if let address { preview(&markup, address) }
        markup.raw("</head>\n")
    }

    private func preview(_ markup: inout Markup, _ address: String) {
        link(&markup, [("rel", "canonical"), ("href", address)])
        meta(&markup, "property", "og:url", address)
        meta(&markup, "property", "og:type", isHome ? "website" : "article")
        meta(&markup, "property", "og:title", title)
        meta(&markup, "property", "og:site_name", settings.title)
        if let summary, !summary.isEmpty { meta(&markup, "property", "og:description", summary) }
        if let dates {
            meta(&markup, "property", "article:published_time", dates.published)
            meta(&markup, "property", "article:modified_time", dates.changed)
        }
        guard let picture else { return meta(&markup, "name", "twitter:card", "summary") }
        meta(&markup, "property", "og:image", SiteLinks(absolute: settings).file(picture.file))
        if picture.ratio != nil, let width = picture.width, let height = picture.height {
            meta(&markup, "property", "og:image:width", String(width))
            meta(&markup, "property", "og:image:height", String(height))
        }
        if let alt = picture.alt { meta(&markup, "property", "og:image:alt", alt) }
        meta(&markup, "name", "twitter:card", "summary_large_image")
    }

    private func masthead(_ markup: inout Markup) {
        markup.raw("<header class=\"masthead\">\n")
        markup.open("img", [("src", links.file("icon.svg")), ("alt", ""), ("width", "48"), ("height", "48")])
        markup.raw("\n")
        let tag = isHome ? "h1" : "p"
        let attributes = [("class", "title"), ("lang", settings.language), ("dir", "auto")]
        markup.open(tag, attributes)
        markup.element("a", [("href", links.home)] + (isHome ? [("aria-current", "page")] : []), settings.title)
        markup.raw("</\(tag)>\n")
        if isHome, let description = settings.description {
            markup.element("p", [("class", "about"), ("lang", settings.language), ("dir", "auto")], description)
            markup.raw("\n")
        }
        markup.raw("</header>\n")
    }

    private func foot(_ markup: inout Markup) {
        markup.raw("<footer class=\"foot\">\n<div class=\"follow\">\n")
        markup.element("h2", [], words.follow)
        markup.raw("\n")
        for (name, type, file) in Self.feeds {
            markup.element("a", [("href", links.file(file)), ("type", type)], name)
            markup.raw("\n")
        }
        markup.raw("</div>\n</footer>\n")
    }

    private func feed(_ markup: inout Markup, _ name: String, _ type: String, _ file: String) {
        let title = "\(settings.title) (\(name))"
        link(&markup, [("rel", "alternate"), ("type", type), ("title", title), ("href", links.file(file))])
    }

    private func link(_ markup: inout Markup, _ attributes: [(String, String)]) {
        markup.open("link", attributes)
        markup.raw("\n")
    }

    private func meta(_ markup: inout Markup, _ kind: String, _ name: String, _ content: String) {
        markup.open("meta", [(kind, name), ("content", content)])
        markup.raw("\n")
    }
}
