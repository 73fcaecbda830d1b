/// A timer that has fired.
package struct Expired: Hashable, Sendable {
    /// What was given to `schedule`.
    package let payload: UInt64
    /// When it was due, in milliseconds since the Unix epoch.
    package let deadline: Int64

    /// A timer that was due at `deadline`, in milliseconds since the Unix epoch.
    package init(payload: UInt64, deadline: Int64) {
        self.payload = payload
        self.deadline = deadline
    }
}
