/// The feed as Atom (RFC 4287).
struct AtomFeed {
    let renderer: SiteRenderer

    /// The document; `entries` newest first.
    func document(_ entries: [SiteEntry]) -> String {
        let settings = renderer.settings
        let links = SiteLinks(absolute: settings)
        var markup = Markup()
        markup.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
        markup.open("feed", [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", settings.language)])
        markup.raw("\n")
        line(&markup, "id", settings.authority + "site")
        line(&markup, "title", settings.title)
        if let description = settings.description { line(&markup, "subtitle", description) }
        let changed = entries.map(\.changed).max()
        line(&markup, "updated", changed.map(renderer.dates.machine) ?? "1970-01-01T00:00:00Z")
        link(&markup, [("rel", "self"), ("type", "application/atom+xml"), ("href", links.file("feed.atom"))])
        link(&markup, [("rel", "alternate"), ("type", "text/html"), ("href", links.home)])
        markup.raw("<author>\n")
        line(&markup, "name", settings.author)
        if settings.url != nil { line(&markup, "uri", links.home) }
        markup.raw("</author>\n")
        line(&markup, "icon", links.file("icon.svg"))
        line(&markup, "generator", "smmd")
        for entry in entries where !entry.isGone { add(entry, to: &markup, links) }
        markup.raw("</feed>\n")
        return markup.result
    }

    private func add(_ entry: SiteEntry, to markup: inout Markup, _ links: SiteLinks) {
        let dates = renderer.dates
        markup.open("entry", [("xml:lang", entry.visibleParts.first?.language ?? renderer.settings.language)])
        markup.raw("\n")
        line(&markup, "id", renderer.settings.authority + entry.key)
        line(&markup, "title", SummaryText.title(entry, dates, 80))
        line(&markup, "published", dates.machine(entry.published))
        line(&markup, "updated", dates.machine(entry.changed))
        link(&markup, [("rel", "alternate"), ("type", "text/html"), ("href", links.page(entry.path))])
        for medium in entry.visibleParts.flatMap(\.media) {
            link(
                &markup,
                [
                    ("rel", "enclosure"), ("type", medium.type), ("length", String(medium.fileByteCount)),
                    ("href", links.file(medium.file)),
                ])
        }
        for tag in entry.tags.sorted() {
            markup.raw("<category")
            markup.attribute("term", tag)
            markup.raw("/>\n")
        }
        markup.element("content", [("type", "html")], renderer.entryMarkup(links).inFeed(entry))
        markup.raw("\n</entry>\n")
    }

    private func line(_ markup: inout Markup, _ name: String, _ text: String) {
        markup.element(name, [], text)
        markup.raw("\n")
    }

    private func link(_ markup: inout Markup, _ attributes: [(String, String)]) {
        markup.raw("<link")
        for (name, value) in attributes { markup.attribute(name, value) }
        markup.raw("/>\n")
    }
}
