import SMMModel

/// What was given of the answers below a post, by id alone: all of them are in hand every time, one may come late, or go,
/// anywhere among them, and the times in them are other people's.
///
/// Pure; its text is the cursor that an adapter gives away.
package struct CommentCursor: Sendable, Hashable {
    /// Above this many, ids that are not below the post any more are forgotten.
    private static let many = 20_000

    private var given: SeenIDs

    /// Reads ``text``; the beginning for anything that is none.
    package init(_ text: String?) { given = SeenIDs(text) }

    /// The cursor as text; nil at the beginning.
    package var text: String? { given.count > 0 ? given.text : nil }

    /// Whether this was not given yet.
    package func isNew(_ id: String) -> Bool { !given.contains(id) }

    /// Takes note of what is given out of `all`.
    package mutating func give(_ ids: [String], of all: [String]) {
        // No time is asked for here: one for all.
        for id in ids { given.insert(id, at: Instant(milliseconds: 0)) }
        if given.count > Self.many { given.keep(only: all) }
    }
}
