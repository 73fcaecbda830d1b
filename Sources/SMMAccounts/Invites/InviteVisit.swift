/// Where a client goes on after an invite was accepted.
package struct InviteVisit: Sendable, Hashable {
    /// The network's address.
    package var url: String
    /// The invite.
    package var invite: InviteDetail
}
