/// Where reading ended: the newest id seen, and an older one from which the next question begins.
///
/// Some servers deliver late and out of order (observed, Takahē 0.11), so that what comes next can have an id below the
/// newest seen; the overlap reads those again, and ids tell what is known already.
struct MessageCursor: Sendable, Hashable {
    /// How many of the last ids are read again.
    static let overlap = 10

    /// Where reading begins for an account to which nothing has happened yet: `0` is older than every id.
    static let beginning = MessageCursor("0.0")

    /// The id after which the next question begins.
    var from: String
    /// The newest id seen.
    var newest: String

    /// A cursor as it was written; nil for what is none.
    init?(_ text: String?) {
        let fields = (text ?? "").split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 2, fields.allSatisfy(RemoteID.isValid) else { return nil }
        from = fields[0]
        newest = fields[1]
    }

    /// The cursor after `ids` were read behind `last` with pages of `limit`.
    ///
    /// The overlap is at most half a page, so that every page brings something new.
    init?(after ids: [String], last: MessageCursor?, limit: Int) {
        let sorted = Set(ids).sorted { RemoteID.isOlder($0, than: $1) }
        guard let end = sorted.last else {
            guard let last else { return nil }
            self = last
            return
        }
        newest = last.map { RemoteID.isOlder($0.newest, than: end) ? end : $0.newest } ?? end
        let place = sorted.count - 1 - min(Self.overlap, limit / 2)
        from = place >= 0 ? sorted[place] : last?.from ?? sorted[0]
    }

    /// The text to keep.
    var text: String { "\(from).\(newest)" }
}
