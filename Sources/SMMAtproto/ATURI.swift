/// The address of a repository, a collection or a record (AT Protocol, "AT URI", the stricter form of lexicons): no
/// query, no fragment, no trailing slash.
package struct ATURI: Sendable, Hashable, CustomStringConvertible {
    /// Whose repository.
    package let authority: ATIdentifier
    /// The collection; nil for the whole repository.
    package let collection: NSID?
    /// The record; nil for the whole collection.
    package let key: RecordKey?

    /// Reads `at://AUTHORITY[/COLLECTION[/KEY]]` of at most 8 KiB; nil when it is none.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 8192, text.utf8.starts(with: "at://".utf8) else { return nil }
        let parts = text.dropFirst(5).split(separator: "/", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), let authority = ATIdentifier(parts[0]) else { return nil }
        self.authority = authority
        guard parts.count > 1 else {
            collection = nil
            key = nil
            return
        }
        guard let collection = NSID(parts[1]) else { return nil }
        self.collection = collection
        guard parts.count > 2 else {
            key = nil
            return
        }
        guard let key = RecordKey(parts[2]) else { return nil }
        self.key = key
    }

    /// The address of a record.
    package init(_ repository: DID, _ collection: NSID, _ key: RecordKey) {
        authority = .did(repository)
        self.collection = collection
        self.key = key
    }

    /// The address as text.
    package var text: String {
        var text = "at://" + authority.text
        if let collection { text += "/" + collection.text }
        if let key { text += "/" + key.text }
        return text
    }

    /// The same.
    package var description: String { text }
}
