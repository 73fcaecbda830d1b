import SMMAtproto

/// The records of one account.
struct FakeBlueskyRepo: Sendable {
    var records: [String: [String: FakeBlueskyRecord]] = [:]
    var head = ""
    var rev = ""

    subscript(collection: String, key: String) -> FakeBlueskyRecord? {
        get { records[collection]?[key] }
        set { records[collection, default: [:]][key] = newValue }
    }
}
