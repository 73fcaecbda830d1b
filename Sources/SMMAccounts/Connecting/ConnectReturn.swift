package import SMMModel

/// What a network sent a browser back with, through the door.
package struct ConnectReturn: Sendable, Hashable {
    /// The code; nil where the network gave none.
    package var code: Secret?
    /// Who gave it, where that was said.
    package var issuer: String?
    /// Why there is no code.
    package var error: String?

    /// A return.
    package init(code: Secret?, issuer: String? = nil, error: String? = nil) {
        self.code = code
        self.issuer = issuer
        self.error = error
    }
}
