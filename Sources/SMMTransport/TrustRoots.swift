/// Which certificate authorities are believed.
package enum TrustRoots: Sendable, Hashable {
    /// Those of the system.
    case system
    /// Those in this PEM file alone, e.g. a private authority in a test.
    case file(String)
}
