/// A post as a person names it to quote it (option `quote`).
struct QuotedPost: Sendable, Hashable {
    /// The author: a DID, or a handle in lower case.
    let author: Identifier
    /// The post's key.
    let key: String

    /// Reads an `at://` URI, or the address of a post's page: `https://…/profile/NAME/post/KEY`, on any host.
    init?(_ option: String) {
        let text = option.filter { !$0.isWhitespace }
        let parts: [Substring]
        if text.hasPrefix("at://") {
            guard let uri = RecordURI(text), uri.collection == Collection.post else { return nil }
            parts = [Substring(uri.authority), Substring(uri.key)]
        } else {
            guard text.hasPrefix("https://"), let profile = text.firstRange(of: "/profile/") else { return nil }
            let path = text[profile.upperBound...].prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
            guard path.count == 3, path[1] == "post" else { return nil }
            parts = [path[0], path[2]]
        }
        guard let author = Identifier(String(parts[0])), let key = RecordURI.key(String(parts[1])) else { return nil }
        self.author = author
        self.key = key
    }
}
