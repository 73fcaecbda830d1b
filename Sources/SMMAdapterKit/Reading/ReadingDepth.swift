package import SMMModel

/// How far back a list is looked at again: platforms show some things late, and then below what was read already.
///
/// Reading again gives things twice; ids tell.
package enum ReadingDepth: String, Sendable, Hashable, Codable, CaseIterable {
    /// At every read: what comes a little late.
    case shallow
    /// Now and then: what comes hours or days late, after a platform's own trouble.
    case deep

    /// How long after a deep read the next one is due.
    package static let interval = Milliseconds.hours(6)

    /// How far back, from where reading stood.
    package var overlap: Milliseconds {
        switch self {
        case .shallow: .minutes(15)
        case .deep: .hours(72)
        }
    }

    /// The depth of a read that begins `now`, the last deep one having begun at `last`; deep where there was none, and
    /// where the clock was set back behind it.
    package static func due(last: Instant?, now: Instant) -> ReadingDepth {
        guard let last, last <= now, now - last < interval else { return .deep }
        return .shallow
    }
}
