/// How an invite stands.
package enum InviteState: String, Sendable, Hashable, CaseIterable {
    /// The client can use it.
    case open
    /// It connected an account.
    case used
    /// Somebody took it back.
    case withdrawn
    /// Its time is over.
    case expired
}
