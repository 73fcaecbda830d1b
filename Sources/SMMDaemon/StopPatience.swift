/// Decides how long a stop waits for what is in flight: as long as an upload moves, and a while after it last did.
package struct StopPatience: Sendable {
    /// What to do now.
    package enum Verdict: Equatable, Sendable {
        /// Look again.
        case wait
        /// An upload moved: the service manager is to grant this much from now on.
        case extend(Duration)
        /// Nothing moved for too long: what is in flight is given up.
        case giveUp
    }

    /// What giving up and closing take at most, beyond the wait itself.
    static let margin = Duration.seconds(15)

    private let quiet: Duration
    private var moved: UInt64
    private var movedAt = Duration.zero

    /// A patience that ends when nothing moved for `quiet`.
    ///
    /// - Parameter moved: how many pieces had been uploaded when the stop began.
    package init(quiet: Duration, moved: UInt64) {
        self.quiet = quiet
        self.moved = moved
    }

    /// The verdict `elapsed` after the stop began, when `now` pieces have been uploaded.
    package mutating func look(moved now: UInt64, after elapsed: Duration) -> Verdict {
        guard now == moved else {
            moved = now
            movedAt = elapsed
            return .extend(quiet + Self.margin)
        }
        return elapsed - movedAt >= quiet ? .giveUp : .wait
    }
}
