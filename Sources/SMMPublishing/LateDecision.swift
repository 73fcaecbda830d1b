import SMMModel

/// What becomes of an operation whose time has come, perhaps long ago.
package enum LateDecision: Sendable, Hashable {
    /// It may go out.
    case send
    /// Its `expires` or the maximum life is over.
    case expire
    /// A queue or slot post: the next free slot takes it.
    case moveToNextSlot
    /// A post for a fixed time, too late: ask once.
    case miss
}
