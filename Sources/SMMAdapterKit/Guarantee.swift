package import SMMModel

/// What a platform's API lets us promise about a lost answer: the classes A to E.
package enum Guarantee: Sendable, Hashable, Codable {
    /// A. The client chooses the record's key: a resend is the same record, for ever.
    case recordKey
    /// B. The platform remembers an idempotency key for `window`; outside it, its listing is asked.
    case idempotencyKey(window: Milliseconds)
    /// C. Two steps with a server object whose state can be asked.
    case serverObject
    /// D. A plain request; own posts can be listed. `complete` when the listing is proven complete and its lag known.
    case listing(complete: Bool)
    /// E. A plain request, and nothing to ask.
    case none

    /// The class's letter in the documentation.
    package var letter: String {
        switch self {
        case .recordKey: "A"
        case .idempotencyKey: "B"
        case .serverObject: "C"
        case .listing: "D"
        case .none: "E"
        }
    }
}
