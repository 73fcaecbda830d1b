package import SMMModel

/// An account that a client is asked to connect.
package struct InviteDraft: Sendable, Hashable {
    /// The brand, platform, short name and settings.
    package var account: AccountDraft
    /// How long the client has.
    package var life: Milliseconds

    /// A draft.
    package init(account: AccountDraft, life: Milliseconds) {
        self.account = account
        self.life = life
    }
}
