package import SMMModel

/// When a new or changed post shall go out.
package enum PostPlan: Sendable, Hashable {
    /// Not yet.
    case draft
    /// After the undo window.
    case now
    /// At a fixed time: the instant, and what a person wrote.
    case at(Instant, wall: String, zone: String, fold: Int)
    /// The next free slot of each account, else a draft.
    case nextSlot
}
