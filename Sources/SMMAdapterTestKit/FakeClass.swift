package import SMMAdapterKit

/// What the fake network lets a client ask after a lost answer: the classes A to E.
package enum FakeClass: String, Sendable, Hashable, Codable, CaseIterable {
    /// A: the client chooses the record's key; a second write of the same record changes nothing.
    case recordKey = "a"
    /// B: an idempotency key is remembered for a window, and stored a little after the post.
    case idempotencyKey = "b"
    /// C: a container is made, published, and can be asked for its state.
    case container = "c"
    /// D: a plain POST, and a listing of own posts that may lag.
    case listing = "d"
    /// E: a plain POST, and nothing to ask.
    case blind = "e"

    /// The guarantee a manifest states for it.
    package func guarantee(_ rules: FakeRules) -> Guarantee {
        switch self {
        case .recordKey: .recordKey
        case .idempotencyKey: .idempotencyKey(window: rules.keyWindow)
        case .container: .serverObject
        case .listing: .listing(complete: true)
        case .blind: .none
        }
    }
}
