package import SMMAdapterKit

extension SiteStore {
    /// Entries in one file of the site map.
    static let mapLength = 300

    /// Writes the first page people see, and the feeds, which show the same entries.
    func putFront(_ paging: SitePaging) throws(Failure) {
        let newest = try entries(paging.front)
        let fed = Array(newest.prefix(SiteRenderer.feedLength))
        try put("feed.atom", renderer.atomFeed(fed))
        try put("feed.json", renderer.jsonFeed(fed))
        let older = paging.archives > 0 ? paging.archives : nil
        try put("index.html", renderer.homePage(newest, older: older))
    }

    /// Writes a numbered page.
    func putArchive(_ number: Int, _ paging: SitePaging) throws(Failure) {
        let entries = try entries(paging.slots(onArchive: number))
        try files.makeFolder("page/\(number)", isPrivate: false)
        try put("page/\(number)/index.html", renderer.archivePage(number, entries, paging: paging))
    }

    /// Writes the record and the page of a tag, or takes them away when no entry bears it.
    func putTag(_ list: SiteTagList) throws(Failure) {
        let folder = "tags/\(list.tag)"
        guard !list.items.isEmpty else {
            try files.remove(folder + "/index.html")
            try files.removeFolder(folder)
            return try files.remove(SitePaths.tag(list.tag))
        }
        try files.makeFolder(".smmd/tags", isPrivate: true)
        try put(SitePaths.tag(list.tag), SiteCoding.encode(list))
        try files.makeFolder(folder, isPrivate: false)
        try put(folder + "/index.html", renderer.tagPage(list))
    }

    /// Writes the file of the site map a slot stands in, and the list of files where this is the first slot of one.
    func putSiteMap(around slot: Int, _ count: Int) throws(Failure) {
        let number = slot / Self.mapLength
        let slots = number * Self.mapLength..<(number + 1) * Self.mapLength
        try put("sitemap-\(number + 1).xml", renderer.siteMap(try records(slots)))
        guard slot % Self.mapLength == 0 else { return }
        try put("sitemap.xml", renderer.siteMapIndex((count + Self.mapLength - 1) / Self.mapLength))
    }

    /// Makes every file anew from the records, page by page, so that memory does not grow with the site.
    package func rebuild() throws(Failure) {
        let settings = renderer.settings
        try put("style.css", Stylesheet.text(settings.accent))
        try put("icon.svg", SiteIcon.svg(title: settings.title, accent: settings.accent))
        try put("robots.txt", renderer.robots())
        try put("404.html", renderer.lostPage())
        let paging = SitePaging(count: try count())
        var tags: [String: SiteTagList] = [:]
        var start = 0
        while start < paging.count {
            let end = min(start + SitePaging.size, paging.count)
            for entry in try entries(start..<end) {
                try putPage(entry)
                for tag in entry.tags {
                    tags[tag, default: SiteTagList(tag: tag)].take(entry, title: renderer.tagTitle(entry))
                }
            }
            start = end
        }
        for number in 0..<paging.archives { try putArchive(number + 1, paging) }
        for tag in tags.keys.sorted() { try putTag(tags[tag] ?? SiteTagList(tag: tag)) }
        try putFront(paging)
        try rebuildSiteMap(paging.count)
    }

    private func rebuildSiteMap(_ count: Int) throws(Failure) {
        guard renderer.settings.url != nil else { return try files.remove("sitemap.xml") }
        var slot = 0
        while slot < count || slot == 0 {
            try putSiteMap(around: slot, count)
            slot += Self.mapLength
        }
    }
}
