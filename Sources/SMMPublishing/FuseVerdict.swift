package import SMMModel

/// What the fuse says of a send that is about to start.
package enum FuseVerdict: Sendable, Hashable {
    /// It may go.
    case pass
    /// It may go at that time, not before: the minimum gap.
    case wait(until: Instant)
    /// It must not go: the account is held until a person resets the fuse.
    case trip(FuseTrip)
}
