/// Where reading conversations ended.
///
/// While pages follow one another the beginning of the first one is kept: a conversation of a later page may hold words
/// that are older than the newest ones of the page before.
struct ConversationCursor: Sendable, Hashable {
    /// The id behind which the next page begins.
    var from: String
    /// The id behind which words are new.
    var since: String

    init(from: String, since: String) {
        self.from = from
        self.since = since
    }

    /// A cursor as it was written; nil for what is none.
    init?(_ text: String?) {
        let fields = (text ?? "").split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(fields.count), fields.allSatisfy(RemoteID.isValid) else { return nil }
        from = fields[0]
        since = fields.count == 2 ? fields[1] : fields[0]
    }

    /// Whether `id` is newer than where the next page begins.
    func isBehind(_ id: String) -> Bool { RemoteID.isOlder(from, than: id) }

    /// The text to keep.
    var text: String { from == since ? from : "\(from).\(since)" }
}
