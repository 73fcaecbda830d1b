/// What an operation does to an account; the unit the publish machine runs.
package enum OperationKind: String, Sendable, Codable, CaseIterable {
    /// Makes a post, or one part of a thread.
    case publish
    /// Changes what was published.
    case edit
    /// Takes it down.
    case delete
    /// Answers a comment.
    case reply
    /// Sends a direct message.
    case message
    /// Hides a comment.
    case hide
    /// Writes profile fields.
    case profile

    /// Whether doing it twice leaves the same state as doing it once, so that a lost answer may be met by a resend
    /// after the settle time; the others take the reconcile path.
    package var isNaturallyIdempotent: Bool {
        switch self {
        case .publish, .reply, .message: false
        case .edit, .delete, .hide, .profile: true
        }
    }
}
