extension SiteRenderer {
    /// The Atom feed; `entries` newest first.
    package func atomFeed(_ entries: [SiteEntry]) -> String {
        AtomFeed(renderer: self).document(entries)
    }

    /// The JSON feed's bytes; `entries` newest first.
    package func jsonFeed(_ entries: [SiteEntry]) -> [UInt8] {
        SiteCoding.encode(JSONFeed(self, entries))
    }

    /// One file of the site map.
    package func siteMap(_ records: [SiteRecord]) -> String {
        let links = SiteLinks(absolute: settings)
        var markup = Markup()
        markup.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
        markup.raw("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        for record in records where !record.isGone {
            markup.raw("<url>")
            markup.element("loc", [], links.page(record.path))
            markup.raw("</url>\n")
        }
        markup.raw("</urlset>\n")
        return markup.result
    }

    /// The list of the site map's files.
    package func siteMapIndex(_ count: Int) -> String {
        let links = SiteLinks(absolute: settings)
        var markup = Markup()
        markup.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
        markup.raw("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        for number in 0..<count {
            markup.raw("<sitemap>")
            markup.element("loc", [], links.file("sitemap-\(number + 1).xml"))
            markup.raw("</sitemap>\n")
        }
        markup.raw("</sitemapindex>\n")
        return markup.result
    }

    /// What search engines may read: everything but the daemon's own notes.
    package func robots() -> String {
        let map = settings.url.map { "\nSitemap: \($0)sitemap.xml\n" } ?? ""
        return "User-agent: *\nDisallow: /.smmd/\n\(map)"
    }

    /// What a tag's page calls an entry.
    package func tagTitle(_ entry: SiteEntry) -> String {
        SummaryText.title(entry, dates, 120)
    }
}
