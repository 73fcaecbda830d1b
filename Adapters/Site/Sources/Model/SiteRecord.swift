/// One line of the index of entries: 192 bytes, so that the n-th is found without reading the others.
package struct SiteRecord: Sendable, Hashable {
    /// The bytes of one line, the newline included.
    package static let length = 192

    /// The entry's key.
    package var key: String
    /// The folder of its page.
    package var path: String
    /// Whether nothing of it is to be seen any more.
    package var isGone: Bool

    /// A record.
    package init(key: String, path: String, isGone: Bool) {
        self.key = key
        self.path = path
        self.isGone = isGone
    }

    /// The record of an entry.
    package init(_ entry: SiteEntry) {
        self.init(key: entry.key, path: entry.path, isGone: entry.isGone)
    }

    /// The line.
    package var bytes: [UInt8] {
        var line = Array("\(isGone ? "-" : "+") \(key) \(path)".utf8.prefix(Self.length - 1))
        line += [UInt8](repeating: UInt8(ascii: " "), count: Self.length - 1 - line.count)
        return line + [UInt8(ascii: "\n")]
    }

    /// Reads a line; nil when it is none.
    package init?(_ bytes: some Collection<UInt8>) {
        let words = bytes.split(whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") })
        guard words.count == 3, let sign = words[0].first, words[0].count == 1 else { return nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        self.init(
            key: String(decoding: words[1], as: UTF8.self), path: String(decoding: words[2], as: UTF8.self),
            isGone: sign == UInt8(ascii: "-"))
    }
}
