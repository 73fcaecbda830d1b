package import SMMAdapterKit
package import SMMModel

/// A credential as the vault holds it, opened.
package struct HeldCredential: Sendable {
    /// The credential.
    package var credential: Credential
    /// Which of the account's it is.
    package var version: Int64
    /// Why the platform did not accept it any more; nil for one that is good as far as is known.
    package var refusal: Failure?
    /// When a renewal was begun of which no end is known.
    package var refreshAt: Instant?
}
