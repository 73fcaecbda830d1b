package import SMMAdapterKit

/// A renewed credential that the database could not take yet.
package struct UnstoredCredential: Sendable {
    /// The credential.
    package var credential: Credential
    /// Which of the account's credentials it takes the place of, from 1.
    package var replaces: Int64
}
