package import SMMModel

/// One entry of a site: a post, or a thread of several parts on one page. This is what the site is rebuilt from.
package struct SiteEntry: Sendable, Hashable, Codable {
    /// The record key of its first part; also its file's name under `.smmd/entries/`.
    package var key: String
    /// Its place among all entries ever made, from 0 for the oldest; never reused.
    package var slot: Int
    /// The folder of its page, e.g. `2026/11/3lbx7k2qwj223`; never changes.
    package var path: String
    /// Its parts in order, those taken down included.
    package var parts: [SitePart]

    /// An entry.
    package init(key: String, slot: Int, path: String, parts: [SitePart]) {
        self.key = key
        self.slot = slot
        self.path = path
        self.parts = parts
    }

    /// The parts that are to be seen.
    package var visibleParts: [SitePart] { parts.filter { !$0.isDeleted } }
    /// Whether nothing of it is to be seen.
    package var isGone: Bool { parts.allSatisfy(\.isDeleted) }
    /// When it was published.
    package var published: Instant { visibleParts.map(\.published).min() ?? Instant(milliseconds: 0) }
    /// When it last changed: a later part counts as a change of the whole.
    package var changed: Instant { visibleParts.map(\.changed).max() ?? Instant(milliseconds: 0) }
    /// Files of all media to be seen.
    package var files: Set<String> { Set(visibleParts.flatMap(\.media).map(\.file)) }
    /// The part of a key, taken down or not.
    package func part(_ key: String) -> SitePart? { parts.first { $0.key == key } }

    /// Notes how large the files of its media have become on the site, by file. A file that is not named keeps what is
    /// known of it.
    package mutating func setPublished(_ counts: [String: Int64]) {
        for part in parts.indices {
            for medium in parts[part].media.indices {
                let old = parts[part].media[medium]
                guard let count = counts[old.file] else { continue }
                parts[part].media[medium].publishedByteCount = count == old.byteCount ? nil : count
            }
        }
    }

    /// How large its files are on the site, as far as that is not what came in.
    package var publishedCounts: [String: Int64] {
        var counts: [String: Int64] = [:]
        for medium in parts.flatMap(\.media) { counts[medium.file] = medium.publishedByteCount }
        return counts
    }
}
