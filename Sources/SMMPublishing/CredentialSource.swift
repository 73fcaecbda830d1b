package import SMMAdapterKit
package import SMMModel

/// Where the machine gets an account's credential from, renewed where it is time.
package protocol CredentialSource: Sendable {
    /// The credential to act with now. Asked only for accounts of platforms that are connected.
    func credential(of account: AccountProfile) async -> CredentialAnswer

    /// The platform did not accept `credential`. Gives whether another one is there now, so that the same may be tried
    /// again; one flight for an account, whoever asks.
    func refused(_ credential: Credential, of account: AccountProfile) async -> Bool
}
