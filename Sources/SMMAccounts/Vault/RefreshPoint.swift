/// Where a renewal can be cut short; told to harnesses that kill there.
package enum RefreshPoint: String, Sendable, CaseIterable {
    /// Before anything is written.
    case before
    /// The start is durable, nothing was sent.
    case started
    /// The platform has answered, nothing of it is stored.
    case answered
    /// The new credential is stored.
    case stored
}
