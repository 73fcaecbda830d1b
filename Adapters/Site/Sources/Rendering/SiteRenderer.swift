import SMMModel
package import SMMTime

/// Every file of a site as text, made from entries alone: the same entries give the same bytes.
package struct SiteRenderer: Sendable {
    /// The most entries in a feed.
    package static let feedLength = SitePaging.size

    /// The site.
    package let settings: SiteSettings
    /// Dates in the site's zone and language.
    package let dates: DateText

    /// A renderer; `zone` is the one that `settings.zone` names.
    package init(settings: SiteSettings, zone: Zone) {
        self.settings = settings
        self.dates = DateText(zone: zone, words: Words.of(settings.language))
    }

    var words: Words { dates.words }

    /// The page of one entry.
    package func entryPage(_ entry: SiteEntry) -> String {
        let links = SiteLinks(depth: depth(entry.path), settings: settings)
        var frame = self.frame(links, "\(SummaryText.title(entry, dates, 70)) – \(settings.title)")
        frame.summary = entry.visibleParts.first.map { Clean.excerpt($0.text, 200) }
        if settings.url != nil {
            frame.address = SiteLinks(absolute: settings).page(entry.path)
            frame.picture = entry.visibleParts.lazy.flatMap(\.media).first { !$0.isVideo }
            frame.dates = (dates.machine(entry.published), dates.machine(entry.changed))
        }
        return frame.page(entryMarkup(links).onPage(entry) + homeLink(links))
    }

    /// The first page people see; `entries` newest first, `older` the number of the next page.
    package func homePage(_ entries: [SiteEntry], older: Int?) -> String {
        let links = SiteLinks(depth: 0, settings: settings)
        var frame = self.frame(links, settings.title)
        frame.isHome = true
        frame.summary = settings.description
        frame.address = settings.url
        var markup = Markup()
        markup.raw(feedMarks(links))
        markup.raw(list(entries, links))
        markup.raw(turn(links, older: older.map { links.page("page/\($0)") }, newer: nil))
        return frame.page(markup.result, mainClass: "h-feed")
    }

    /// A numbered page; `entries` newest first.
    package func archivePage(_ number: Int, _ entries: [SiteEntry], paging: SitePaging) -> String {
        let links = SiteLinks(depth: 2, settings: settings)
        let label = Words.fill(words.page, ["n": String(number)])
        var frame = self.frame(links, "\(label) – \(settings.title)")
        frame.address = settings.url.map { _ in SiteLinks(absolute: settings).page("page/\(number)") }
        var markup = Markup()
        markup.raw(feedMarks(links))
        markup.element("h1", [("class", "lead")], label)
        markup.raw("\n\(list(entries, links))")
        let newer = number < paging.archives ? links.page("page/\(number + 1)") : links.home
        markup.raw(turn(links, older: number > 1 ? links.page("page/\(number - 1)") : nil, newer: newer))
        return frame.page(markup.result, mainClass: "h-feed")
    }

    /// The page of a tag.
    package func tagPage(_ list: SiteTagList) -> String {
        let links = SiteLinks(depth: 2, settings: settings)
        let label = Words.fill(words.tagged, ["tag": "#" + list.tag])
        let frame = self.frame(links, "\(label) – \(settings.title)")
        var markup = Markup()
        markup.element("h1", [("class", "lead")], label)
        markup.raw("\n<ul class=\"list\">\n")
        for item in list.items {
            markup.raw("<li><a")
            markup.attribute("href", links.page(item.path))
            if item.language != words.language { markup.attribute("lang", item.language) }
            markup.raw(" dir=\"auto\">")
            markup.text(item.title)
            markup.raw("</a>")
            markup.element("time", [("datetime", dates.machine(item.published))], dates.day(item.published))
            markup.raw("</li>\n")
        }
        markup.raw("</ul>\n\(homeLink(links))")
        return frame.page(markup.result)
    }

    /// The page a web server may show for an address that is not there. Its links hold from any address.
    package func lostPage() -> String {
        let links = SiteLinks(root: settings.path)
        var frame = self.frame(links, "\(words.lost) – \(settings.title)")
        frame.isHidden = true
        var markup = Markup()
        markup.raw("<div class=\"entry\">\n")
        markup.element("h1", [("class", "name")], words.lost)
        markup.raw("\n<div class=\"text\">\n")
        markup.element("p", [], words.lostText)
        markup.raw("\n<p>")
        markup.element("a", [("href", links.home)], words.home)
        markup.raw("</p>\n</div>\n</div>\n")
        return frame.page(markup.result)
    }

    func entryMarkup(_ links: SiteLinks) -> EntryMarkup {
        EntryMarkup(settings: settings, words: words, links: links, dates: dates)
    }

    private func frame(_ links: SiteLinks, _ title: String) -> PageFrame {
        PageFrame(settings: settings, words: words, links: links, title: title)
    }

    private func depth(_ path: String) -> Int { path.utf8.count { $0 == UInt8(ascii: "/") } + 1 }

    private func list(_ entries: [SiteEntry], _ links: SiteLinks) -> String {
        let visible = entries.filter { !$0.isGone }
        guard !visible.isEmpty else {
            var markup = Markup()
            markup.element("p", [("class", "lead")], words.empty)
            return markup.result + "\n"
        }
        let entryMarkup = self.entryMarkup(links)
        return visible.enumerated().map { entryMarkup.inList($1, isFirst: $0 == 0) }.joined()
    }

    /// The name and author of a list, for programs that read it; people see them in the masthead.
    private func feedMarks(_ links: SiteLinks) -> String {
        var markup = Markup()
        markup.open("data", [("class", "p-name"), ("value", settings.title)])
        markup.raw("</data>\n<span class=\"p-author h-card\">")
        markup.open("data", [("class", "p-name"), ("value", settings.author)])
        markup.raw("</data>")
        markup.open("data", [("class", "u-url"), ("value", links.home)])
        markup.raw("</data></span>\n")
        return markup.result
    }

    private func homeLink(_ links: SiteLinks) -> String {
        var markup = Markup()
        markup.open("nav", [("class", "turn"), ("aria-label", words.pages)])
        markup.element("a", [("href", links.home)], words.home)
        markup.raw("</nav>\n")
        return markup.result
    }

    private func turn(_ links: SiteLinks, older: String?, newer: String?) -> String {
        guard older != nil || newer != nil else { return "" }
        var markup = Markup()
        markup.open("nav", [("class", "turn"), ("aria-label", words.pages)])
        markup.raw("\n")
        if let newer {
            markup.element("a", [("rel", "prev"), ("href", newer)], words.newer)
            markup.raw("\n")
        }
        if let older {
            markup.element("a", [("class", "next"), ("rel", "next"), ("href", older)], words.older)
            markup.raw("\n")
        }
        markup.raw("</nav>\n")
        return markup.result
    }
}
