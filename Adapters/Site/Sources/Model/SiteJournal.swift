/// A change that is decided but perhaps not carried out in full. Its file's rename is the moment of no return; what
/// follows can be repeated from it as often as need be.
package struct SiteJournal: Sendable, Hashable, Codable {
    /// The entry as it shall be.
    package var entry: SiteEntry
    /// Media files that nothing needs any more.
    package var dropped: [String]
    /// The tags it had before or has now.
    package var tags: [String]

    /// A change from `old`, nil for a new entry, to `entry`.
    package init(from old: SiteEntry?, to entry: SiteEntry) {
        self.entry = entry
        self.dropped = (old?.files ?? []).subtracting(entry.files).sorted()
        self.tags = (old?.tags ?? []).union(entry.tags).sorted()
    }
}
