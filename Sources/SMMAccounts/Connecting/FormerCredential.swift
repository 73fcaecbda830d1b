import SMMModel

/// The credential an account had before it was connected anew.
struct FormerCredential: Sendable {
    /// The account as it was with it.
    var account: AccountProfile
    /// The credential.
    var credential: LastCredential
    /// Which of the account's credentials it is, from 1.
    var version: Int64

    /// That it is to be taken back.
    var pending: PendingRevocation { PendingRevocation(.replaced, of: account, version: version) }
}
