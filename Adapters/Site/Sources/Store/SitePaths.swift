/// Where things lie below a site's folder.
enum SitePaths {
    /// The daemon's own folder, closed to others.
    static let own = ".smmd"
    /// Says whose site this is.
    static let marker = ".smmd/site.json"
    /// The change under way.
    static let journal = ".smmd/journal.json"
    /// Every file is written under this name first.
    static let next = ".smmd/next"
    /// One line per entry, by slot.
    static let index = ".smmd/index"
    /// Media of a change that is not decided yet.
    static let staging = ".smmd/staging"

    /// The record of an entry.
    static func entry(_ key: String) -> String { ".smmd/entries/\(key).json" }
    /// The record of a tag.
    static func tag(_ name: String) -> String { ".smmd/tags/\(name).json" }
    /// Where a medium waits until its entry is decided.
    static func staged(_ file: String) -> String {
        staging + "/" + file.split(separator: "/").suffix(2).joined(separator: "-")
    }
    /// The folder a path stands in.
    static func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}
