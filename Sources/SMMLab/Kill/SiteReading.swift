import Glibc

/// What stands on the sites below a folder, read from the pages themselves as a visitor would.
package struct SiteReading: Sendable {
    private let entries: [String: [[UInt8]]]
    private let lists: [String: [[UInt8]]]
    private let feeds: [String: [[UInt8]]]

    /// Reads every page; sites are the folders below `root`.
    package init(below root: String) {
        var entries: [String: [[UInt8]]] = [:]
        var lists: [String: [[UInt8]]] = [:]
        var feeds: [String: [[UInt8]]] = [:]
        for site in LabFile.names(in: root) {
            let folder = "\(root)/\(site)"
            for name in LabFile.names(in: folder) where LabFile.isFolder("\(folder)/\(name)") {
                if name.utf8.allSatisfy({ (48...57).contains($0) }) {
                    entries[site, default: []] += Self.pages("\(folder)/\(name)")
                } else if name == "page" {
                    lists[site, default: []] += Self.pages("\(folder)/\(name)")
                }
            }
            lists[site, default: []] += [Self.text("\(folder)/index.html")]
            feeds[site] = ["feed.atom", "feed.json"].map { Self.text("\(folder)/\($0)") }
        }
        self.entries = entries
        self.lists = lists
        self.feeds = feeds
    }

    /// How often a part of a post stands on its account's site: the greatest of its entries' pages, its lists' pages
    /// and what a feed names; 0 when an entry is missing, or the place of a first part in the lists.
    package func count(_ post: LabPost, part: Int) -> Int {
        let text = post.texts[part]
        let pages = entries[post.account, default: []].count { !Self.offsets(of: text, in: $0[...]).isEmpty }
        let places = lists[post.account, default: []].count { !Self.offsets(of: text, in: $0[...]).isEmpty }
        guard pages > 0, places > 0 || part > 0 else { return 0 }
        let named = feeds[post.account, default: []].map { Self.items(naming: text, in: $0) }.max() ?? 0
        return max(pages, places, named)
    }

    /// How many entries of a feed hold a text.
    private static func items(naming text: String, in feed: [UInt8]) -> Int {
        let mark = feed.first == UInt8(ascii: "{") ? "\"content_html\"" : "<entry>"
        var starts = offsets(of: mark, in: feed[...])
        starts.append(feed.count)
        return zip(starts, starts.dropFirst()).count { !offsets(of: text, in: feed[$0..<$1]).isEmpty }
    }

    /// Where a text begins in some bytes.
    private static func offsets(of text: String, in bytes: ArraySlice<UInt8>) -> [Int] {
        let needle = Array(text.utf8)
        guard let first = needle.first else { return [] }
        var found: [Int] = []
        bytes.withUnsafeBytes { all in
            guard let base = all.baseAddress else { return }
            var from = 0
            while from + needle.count <= all.count,
                let hit = memchr(base + from, Int32(first), all.count - needle.count - from + 1)
            {
                let offset = UnsafeRawPointer(hit) - base
                from = offset + 1
                if memcmp(base + offset, needle, needle.count) == 0 { found.append(bytes.startIndex + offset) }
            }
        }
        return found
    }

    private static func text(_ path: String) -> [UInt8] { LabFile.read(path) ?? [] }

    /// Every `index.html` below a folder.
    private static func pages(_ folder: String) -> [[UInt8]] {
        LabFile.names(in: folder).flatMap { name -> [[UInt8]] in
            let path = "\(folder)/\(name)"
            if LabFile.isFolder(path) { return pages(path) }
            return name == "index.html" ? [text(path)] : []
        }
    }
}
