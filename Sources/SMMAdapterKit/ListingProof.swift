package import SMMModel

/// How much a listing without a match proves.
package struct ListingProof: Sendable, Hashable, Codable {
    /// When it was fetched.
    package var fetchedAt: Instant
    /// Whether it reaches back to the window's beginning (not cut off before).
    package var coversWindow: Bool
    /// Whether the key or record lookup is authoritative, so that one look is proof (record keys).
    package var isAuthoritative: Bool

    /// A proof.
    package init(fetchedAt: Instant, coversWindow: Bool, isAuthoritative: Bool = false) {
        self.fetchedAt = fetchedAt
        self.coversWindow = coversWindow
        self.isAuthoritative = isAuthoritative
    }
}
