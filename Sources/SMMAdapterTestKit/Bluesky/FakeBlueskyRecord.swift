package import SMMAtproto
package import SMMModel

/// A record that stands.
package struct FakeBlueskyRecord: Sendable, Hashable {
    /// Its content.
    package let value: ATValue
    /// Its identifier.
    package let cid: String
    /// When it was made or last changed.
    package let indexedAt: Instant
}
