package import SMMModel

/// What a person's consent gives.
package enum FakeMastodonGrant: Sendable, Hashable {
    /// The browser is sent to this address, the code in its query.
    case redirect(String)
    /// The code is shown, to be pasted.
    case code(Secret)
}
