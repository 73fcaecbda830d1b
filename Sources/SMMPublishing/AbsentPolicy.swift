/// What is done when a complete listing shows twice that a post is not there.
package enum AbsentPolicy: String, Sendable, Hashable, Codable {
    /// A person is asked.
    case ask
    /// It is sent again.
    case resend
}
