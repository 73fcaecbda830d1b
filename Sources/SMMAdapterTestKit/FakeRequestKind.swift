/// What kind of request it is; scripts speak to each kind for itself.
package enum FakeRequestKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Makes a post visible.
    case publish
    /// Edits or deletes one.
    case change
    /// Uploads media or makes a container: nothing visible.
    case upload
    /// Asks.
    case read
}
