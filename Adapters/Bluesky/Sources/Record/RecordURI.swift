import SMMAtproto

/// The URI of one record: `at://AUTHORITY/COLLECTION/KEY` (AT Protocol, "AT URI scheme").
struct RecordURI: Sendable, Hashable {
    /// A DID or a handle.
    let authority: String
    /// The collection's NSID.
    let collection: String
    /// The record's key.
    let key: String

    /// Reads a URI; nil for what does not name one record.
    init?(_ text: String) {
        guard let uri = ATURI(text), let collection = uri.collection, let key = uri.key else { return nil }
        authority = uri.authority.text
        self.collection = collection.text
        self.key = key.text
    }

    /// `text` when it can be a record's key; else nil.
    static func key(_ text: String) -> String? { RecordKey(text)?.text }
}
