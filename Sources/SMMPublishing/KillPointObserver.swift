/// Told of each kill point as it is passed; only harnesses have one.
package protocol KillPointObserver: Sendable {
    /// `point` was reached for the operation with key `operation` (0 when it is not known).
    func reached(_ point: KillPoint, operation: Int64)
}
