/// What stands around the content of every page: head, masthead and foot.
struct PageFrame {
    /// Scripts never run; styles, pictures and films come from the site alone.
    static let policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'"

    let settings: SiteSettings
    let words: Words
    let links: SiteLinks
    /// The page's title as the browser shows it.
    var title: String
    /// One or two sentences about the page, for search engines and previews.
    var summary: String?
    /// The page's own full address, where it is known.
    var address: String?
    /// A picture for previews, as a full address.
    var picture: String?
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
        feed(&markup, "application/atom+xml", "feed.atom")
        feed(&markup, "application/feed+json", "feed.json")
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
        if let picture { meta(&markup, "property", "og:image", picture) }
    }

    private func masthead(_ markup: inout Markup) {
        markup.raw("<header class=\"masthead\">\n")
        markup.raw("<img src=\"\(links.file("icon.svg"))\" alt=\"\" width=\"48\" height=\"48\">\n")
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
        markup.raw("\n<a href=\"\(links.file("feed.atom"))\" type=\"application/atom+xml\">Atom</a>\n")
        markup.raw("<a href=\"\(links.file("feed.json"))\" type=\"application/feed+json\">JSON Feed</a>\n</div>\n")
        markup.raw("</footer>\n")
    }

    private func feed(_ markup: inout Markup, _ type: String, _ file: String) {
        link(&markup, [("rel", "alternate"), ("type", type), ("title", settings.title), ("href", links.file(file))])
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
