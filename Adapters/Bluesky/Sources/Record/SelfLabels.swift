/// What an author says of a post's pictures (option `labels`; fact sheet section 5, "record shape").
struct SelfLabels: Sendable, Hashable {
    /// The labels a person can name.
    static let allowed = "porn, sexual, nudity, graphic-media"

    /// The labels, each once.
    let values: [String]

    /// Reads the option; nil for what it does not take.
    init?(_ option: String) {
        var values: [String] = []
        for word in option.split(separator: ",").map({ $0.filter { !$0.isWhitespace }.lowercased() }) {
            guard ["porn", "sexual", "nudity", "graphic-media"].contains(word) else { return nil }
            if !values.contains(word) { values.append(word) }
        }
        guard !values.isEmpty else { return nil }
        self.values = values
    }

    /// The record's field.
    var json: JSONValue {
        .object([
            "$type": .string("com.atproto.label.defs#selfLabels"),
            "values": .array(values.map { .object(["val": .string($0)]) }),
        ])
    }
}
