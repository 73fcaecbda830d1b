import SMMModel

/// One entry as HTML, with the microformats2 that let other programs read it.
struct EntryMarkup {
    /// The most bytes of text a list shows before it says “read on”.
    static let longest = 1000
    /// The most bytes of text of one part in a feed.
    static let longestInFeed = 60_000
    /// The most letters of a text that is set in larger type.
    static let shortText = 160

    let settings: SiteSettings
    let words: Words
    let links: SiteLinks
    let dates: DateText

    /// The entry in a list: its first part, and a way to the rest.
    func inList(_ entry: SiteEntry, isFirst: Bool) -> String {
        guard let part = entry.visibleParts.first else { return "" }
        var markup = Markup()
        markup.raw("<article class=\"entry h-entry\">\n")
        heading(&markup, part, "h2", links.page(entry.path), author: false)
        let isCut = part.text.utf8.count > Self.longest
        if isCut {
            let start = SummaryText.cut(part.text, Self.longest)
            text(&markup, start, part, "p-summary", isAlone: true)
        } else {
            text(&markup, part.text, part, "e-content", isAlone: true)
        }
        markup.raw(MediaMarkup(words: words, links: links).html(part.media, isFirst: isFirst))
        markup.raw(readOn(entry, isCut))
        markup.raw(note(part))
        markup.raw(categories(entry))
        markup.raw("</article>\n")
        return markup.result
    }

    /// The entry on its own page, with all its parts.
    func onPage(_ entry: SiteEntry) -> String {
        let parts = entry.visibleParts
        guard let first = parts.first else { return "" }
        var markup = Markup()
        markup.open("article", [("class", "entry h-entry"), ("id", first.key)])
        markup.raw("\n")
        heading(&markup, first, "h1", links.page(entry.path), author: true)
        body(&markup, first, isFirst: true, isAlone: parts.count == 1)
        for (number, part) in parts.enumerated().dropFirst() {
            markup.open("section", [("class", "follow-on u-comment h-entry"), ("id", part.key)])
            let label = Words.fill(words.part, ["n": String(number + 1), "m": String(parts.count)])
            markup.raw("\n<div class=\"part\">\n<h2>")
            markup.element("a", [("class", "u-url"), ("href", links.page(entry.path) + "#" + part.key)], label)
            markup.raw("</h2>\n\(partTime(part, after: parts[number - 1]))</div>\n")
            let before = links.page(entry.path) + "#" + parts[number - 1].key
            markup.open("data", [("class", "u-in-reply-to"), ("value", before)])
            markup.raw("</data>\n")
            body(&markup, part, isFirst: false, isAlone: false)
            markup.raw("</section>\n")
        }
        markup.raw(categories(entry))
        markup.raw("</article>\n")
        return markup.result
    }

    /// The content of all parts for a feed reader, without anything of the page around it.
    func inFeed(_ entry: SiteEntry) -> String {
        var markup = Markup()
        for (number, part) in entry.visibleParts.enumerated() {
            if number > 0 { markup.raw("<hr>\n") }
            if number > 0, let title = part.title { markup.element("h2", [], title) }
            let shown = SummaryText.cut(part.text, Self.longestInFeed)
            markup.raw(TextMarkup.html(shown, tagLink: links.tag))
            if shown.utf8.count < part.text.utf8.count {
                markup.raw("<p>")
                markup.element("a", [("href", links.page(entry.path))], words.readOn)
                markup.raw("</p>\n")
            }
            markup.raw(MediaMarkup(words: words, links: links).plain(part.media))
        }
        return markup.result
    }

    /// When a part was published; to be seen only where it reads differently from the part before.
    private func partTime(_ part: SitePart, after before: SitePart) -> String {
        guard dates.full(part.published) == dates.full(before.published) else {
            return "<p>\(time("dt-published", part.published))</p>\n"
        }
        var markup = Markup()
        markup.open("data", [("class", "dt-published"), ("value", dates.machine(part.published))])
        markup.raw("</data>\n")
        return markup.result
    }

    private func body(_ markup: inout Markup, _ part: SitePart, isFirst: Bool, isAlone: Bool) {
        text(&markup, part.text, part, "e-content", isAlone: isAlone)
        markup.raw(MediaMarkup(words: words, links: links).html(part.media, isFirst: isFirst))
        markup.raw(note(part))
    }

    private func heading(_ markup: inout Markup, _ part: SitePart, _ tag: String, _ address: String, author: Bool) {
        let stamp = time("dt-published", part.published)
        if let title = part.title {
            markup.open(tag, [("class", "name")])
            markup.element("a", [("class", "p-name u-url"), ("href", address)] + language(part), title)
            markup.raw("</\(tag)>\n<p class=\"date\">\(by(author))\(stamp)</p>\n")
        } else {
            markup.open(tag, [("class", "date")])
            markup.raw(by(author))
            markup.open("a", [("class", "u-url"), ("href", address)])
            markup.raw("\(stamp)</a></\(tag)>\n")
        }
    }

    private func by(_ isShown: Bool) -> String {
        guard isShown else { return "" }
        var markup = Markup()
        markup.element("a", [("class", "p-author h-card"), ("rel", "author"), ("href", links.home)], settings.author)
        markup.raw(" · ")
        return markup.result
    }

    private func text(_ markup: inout Markup, _ text: String, _ part: SitePart, _ name: String, isAlone: Bool) {
        guard !text.isEmpty else { return }
        let isShort =
            isAlone && part.title == nil && part.media.isEmpty && text.utf8.count < 4 * Self.shortText
            && text.count <= Self.shortText
        markup.open("div", [("class", "text\(isShort ? " short" : "") \(name)")] + language(part))
        markup.raw("\n\(TextMarkup.html(text, tagLink: links.tag))</div>\n")
    }

    private func language(_ part: SitePart) -> [(String, String)] {
        var attributes: [(String, String)] = []
        if part.language.lowercased() != words.language.lowercased() { attributes.append(("lang", part.language)) }
        let direction = Direction.of(part.language)
        if direction != Direction.of(words.language) { attributes.append(("dir", direction)) }
        return attributes
    }

    private func readOn(_ entry: SiteEntry, _ isCut: Bool) -> String {
        let parts = entry.visibleParts
        guard parts.count > 1 || isCut else { return "" }
        let address = links.page(entry.path)
        var markup = Markup()
        markup.raw("<p class=\"on\">")
        if parts.count > 1 {
            let pattern = parts.count == 2 ? words.moreOne : words.more
            let label = Words.fill(pattern, ["n": String(parts.count - 1)])
            markup.element("a", [("href", isCut ? address : address + "#" + parts[1].key)], label)
        } else {
            markup.element("a", [("href", address)], words.readOn)
        }
        markup.raw("</p>\n")
        return markup.result
    }

    private func note(_ part: SitePart) -> String {
        guard let updated = part.updated else { return "" }
        let pieces = words.updated.split(separator: "{date}", maxSplits: 1, omittingEmptySubsequences: false)
        var markup = Markup()
        markup.raw("<p class=\"note\">")
        markup.text(pieces[0])
        markup.raw(time("dt-updated", updated))
        if pieces.count > 1 { markup.text(pieces[1]) }
        markup.raw("</p>\n")
        return markup.result
    }

    private func categories(_ entry: SiteEntry) -> String {
        var markup = Markup()
        for tag in entry.tags.sorted() {
            markup.open("data", [("class", "p-category"), ("value", tag)])
            markup.raw("</data>\n")
        }
        return markup.result
    }

    private func time(_ name: String, _ instant: Instant) -> String {
        var markup = Markup()
        markup.element("time", [("class", name), ("datetime", dates.machine(instant))], dates.full(instant))
        return markup.result
    }
}
