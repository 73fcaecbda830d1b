/// Counts texts as the server does. The one place that does: a more exact counting is put here.
enum FakeMastodonLength {
    /// The length of a content warning and a text together.
    static func count(_ spoiler: String, _ text: String, _ rules: FakeMastodonRules) -> Int {
        switch rules.unit {
        case .scalars: spoiler.unicodeScalars.count + text.unicodeScalars.count
        case .graphemes: spoiler.count + graphemes(text, reserved: rules.limits.reservedPerURL)
        }
    }

    /// Graphemes, addresses as a fixed number and mentions without their server.
    private static func graphemes(_ text: String, reserved: Int) -> Int {
        var count = 0
        for (piece, word) in FakeMastodonWord.split(text) {
            switch word {
            case .address: count = min(count, 1 << 30) + min(max(reserved, 0), 1 << 30)
            case .mention(let name, _): count += name.count + 1
            case .hashtag, .plain: count += piece.count
            }
        }
        return count
    }
}
