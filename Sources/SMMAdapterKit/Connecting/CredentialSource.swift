package import SMMModel

/// Where an account's credential comes from, renewed where it is time.
package protocol CredentialSource: Sendable {
    /// The credential to act with now. Asked only for accounts of platforms that are connected.
    func credential(of account: AccountProfile) async -> CredentialAnswer

    /// The platform did not accept `credential`: what there is instead, after one renewal for all who say so.
    func refused(_ credential: Credential, of account: AccountProfile) async -> CredentialAnswer
}
