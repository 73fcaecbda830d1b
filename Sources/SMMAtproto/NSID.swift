/// The name of a record type, a method or a definition: a domain backwards and a name (AT Protocol, "NSID").
package struct NSID: Sendable, Hashable, CustomStringConvertible {
    /// `app.bsky.feed.post`, as written; at most 317 bytes.
    package let text: String

    /// Reads `text`, without a fragment; nil when it is none.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 317 else { return nil }
        let segments = ASCII.split(Array(text.utf8), ".")
        guard segments.count >= 3, let authority = segments.first?.first, let name = segments.last,
            ASCII.isLetter(authority), segments.dropLast().allSatisfy({ ASCII.isLabel($0) }),
            (1...63).contains(name.count), let first = name.first, ASCII.isLetter(first),
            name.allSatisfy(ASCII.isAlphanumeric)
        else { return nil }
        self.text = String(text)
    }

    /// The last segment.
    package var name: Substring { text.split(separator: ".").last ?? "" }

    /// The name.
    package var description: String { text }
}
