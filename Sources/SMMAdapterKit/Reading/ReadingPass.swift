/// One reading of a list, from where it begins anew to its end, over as many pages as that takes.
package struct ReadingPass: Sendable, Hashable, Codable {
    /// The most pages of a pass: a platform that lies about where its list goes on is not asked without end.
    package static let maximumPages = 1000

    /// How far back it begins.
    package let depth: ReadingDepth
    /// Where it began; nil for the list's own beginning.
    package let start: String?
    /// Where the next page begins; nil for the list's own beginning.
    package private(set) var from: String?
    /// The pages read.
    package private(set) var pages: Int

    /// Whether there may be another page behind the one that is read now.
    package var canGoOn: Bool { pages + 1 < Self.maximumPages }

    /// A pass from `start` on.
    package init(depth: ReadingDepth, start: String?) {
        self.depth = depth
        self.start = start
        from = start
        pages = 0
    }

    /// A page was read, and the list goes on at `position`.
    package mutating func turn(to position: String) {
        from = position
        pages += 1
    }
}
