package import SMMAdapterKit
package import SMMModel

/// For platforms that are not connected, and for harnesses: every account is lost.
package struct NoCredentials: CredentialSource {
    private static let failure = Failure("not-connected", "The account is not connected.")

    /// None.
    package init() {}

    /// None.
    package func credential(of account: AccountProfile) async -> CredentialAnswer { .lost(Self.failure) }

    /// No other.
    package func refused(_ credential: Credential, of account: AccountProfile) async -> CredentialAnswer {
        .lost(Self.failure)
    }
}
