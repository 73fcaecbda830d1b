package import SMMAdapterKit
package import SMMModel

/// For platforms that are not connected, and for harnesses: every account is lost.
package struct NoCredentials: CredentialSource {
    /// None.
    package init() {}

    /// None.
    package func credential(of account: AccountProfile) async -> CredentialAnswer {
        .lost(Failure("not-connected", "The account is not connected."))
    }

    /// No other.
    package func refused(_ credential: Credential, of account: AccountProfile) async -> Bool { false }
}
