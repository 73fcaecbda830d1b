package import SMMModel

/// What a wall time means in a zone: one instant, none (the clocks jumped over it) or two (they went back).
package enum WallResolution: Hashable, Sendable {
    /// The clocks show it once.
    case unique(Instant)
    /// The clocks never show it: `before` and `after` lie as far on either side of the jump as the wall time lies in
    /// it, `nextValid` is the first instant after the jump.
    case gap(before: Instant, after: Instant, nextValid: Instant)
    /// The clocks show it twice.
    case overlap(first: Instant, second: Instant)

    /// The instant a recurring schedule uses: in a gap the next valid one, in an overlap the first, or the second when
    /// `fold` is 1.
    package func instant(fold: Int = 0) -> Instant {
        switch self {
        case .unique(let instant): instant
        case .gap(_, _, let nextValid): nextValid
        case .overlap(let first, let second): fold == 1 ? second : first
        }
    }
}
