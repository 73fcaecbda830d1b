package import SMMModel

/// An application that registered.
package struct FakeMastodonApp: Sendable, Hashable {
    /// The server's number of it.
    package let id: String
    /// What it says its name is.
    package let name: String
    /// Its address, where it gave one.
    package let website: String?
    /// Where people may be sent back to.
    package let redirects: [String]
    /// What it may ask for.
    package let scopes: [String]
    /// Its id among clients.
    package let client: String
    /// Its secret.
    package let secret: Secret
}
