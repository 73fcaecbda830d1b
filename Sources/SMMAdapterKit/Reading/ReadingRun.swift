package import SMMModel

/// The readings of a list one after another: when the last deep one began, and the one that is under way.
package struct ReadingRun: Sendable, Hashable, Codable {
    /// When the last deep reading began; nil where there was none.
    private var deepAt: Instant?
    /// The reading under way; nil when the next page is the first of another.
    package private(set) var pass: ReadingPass?

    /// No reading yet.
    package init() {}

    /// Whether nothing was asked for yet.
    package var isNew: Bool { deepAt == nil && pass == nil }

    /// The reading under way, or a new one that begins `now`, at `start` of its depth.
    package mutating func begin(now: Instant, start: (ReadingDepth) -> String?) -> ReadingPass {
        if let pass { return pass }
        let depth = ReadingDepth.due(last: deepAt, now: now)
        if depth == .deep { deepAt = now }
        let begun = ReadingPass(depth: depth, start: start(depth))
        pass = begun
        return begun
    }

    /// A page was read, and the list goes on at `position`.
    package mutating func turn(to position: String) { pass?.turn(to: position) }

    /// The list was read to its end.
    package mutating func end() { pass = nil }
}
