import SMMAtproto

/// One change a request asks for.
struct FakeBlueskyChange {
    let action: FakeBlueskyWrite.Action
    let collection: String
    let key: String
    /// The record; nil for a delete.
    let value: ATValue?

    /// The points it costs.
    var points: Int {
        switch action {
        case .create: 3
        case .update: 2
        case .delete: 1
        }
    }
}
