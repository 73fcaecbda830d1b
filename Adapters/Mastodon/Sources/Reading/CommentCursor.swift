import SMMAdapterKit
import SMMModel

/// What was given of the answers below a status, by id alone: all of them are in hand every time, and one may come late,
/// or go, anywhere among them.
struct CommentCursor: Sendable, Hashable {
    /// Above this many, ids that are not below the status any more are forgotten.
    private static let many = 20_000

    private var given: SeenIDs

    /// A cursor as it was written; the beginning for what is none.
    init(_ text: String?) { given = SeenIDs(text) }

    /// The text to keep; empty at the beginning.
    var text: String { given.text }

    /// Whether this was not given yet.
    func isNew(_ status: StatusReading) -> Bool { !given.contains(status.id) }

    /// Takes note of what is given out of `all`. The time of one that tells none does not matter.
    mutating func give(_ statuses: some Sequence<StatusReading>, of all: [StatusReading]) {
        for status in statuses { given.insert(status.id, at: status.createdAt ?? Instant(milliseconds: 0)) }
        if given.count > Self.many { given.keep(only: all.map(\.id)) }
    }
}
