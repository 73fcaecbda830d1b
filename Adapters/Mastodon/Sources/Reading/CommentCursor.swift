/// Where reading a thread ended.
struct CommentCursor: Sendable, Hashable {
    /// The newest id given.
    var newest: String
    /// How many answers there were up to it.
    var count: Int

    init(newest: String, count: Int) {
        self.newest = newest
        self.count = count
    }

    /// A cursor as it was written; nil for what is none.
    init?(_ text: String?) {
        let fields = (text ?? "").split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 2, RemoteID.isValid(fields[0]), let count = Int(fields[1]), count >= 0 else { return nil }
        newest = fields[0]
        self.count = count
    }

    /// The text to keep.
    var text: String { "\(newest).\(count)" }

    /// Where to go on in `ids`, oldest first: behind the newest given, or at the beginning when one came late below it.
    func start(in ids: [String]) -> Int {
        let behind = ids.firstIndex { RemoteID.isOlder(newest, than: $0) } ?? ids.count
        return behind > count ? 0 : behind
    }
}
