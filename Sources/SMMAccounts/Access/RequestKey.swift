package import SMMModel

/// An `Idempotency-Key` with what it is bound to.
package struct RequestKey: Sendable, Hashable {
    /// The key as sent.
    package var key: String
    /// The route it was sent to.
    package var route: String
    /// SHA-256 of the body and the query.
    package var bodyHash: [UInt8]

    /// A key.
    package init(key: String, route: String, bodyHash: [UInt8]) {
        self.key = key
        self.route = route
        self.bodyHash = bodyHash
    }
}

extension Principal {
    /// Whose keys these are: the user id where there is one, since names can be given anew.
    package var keyScope: String { uid.map { "uid:\($0)" } ?? "\(kind.rawValue):\(name)" }
}
