/// A piece of a status' text, as a server reads it: roughly, since only tests write these texts.
enum FakeMastodonWord: Hashable {
    /// An address with its scheme.
    case address
    /// `@name` or `@name@server`.
    case mention(name: String, domain: String?)
    /// `#name`
    case hashtag(String)
    /// Anything else, blanks too.
    case plain

    /// The pieces in order; together they are the text.
    static func split(_ text: String) -> [(text: Substring, word: FakeMastodonWord)] {
        var pieces: [(Substring, FakeMastodonWord)] = []
        var start = text.startIndex
        while start < text.endIndex {
            let isBlank = text[start].isWhitespace
            let end = text[start...].firstIndex { $0.isWhitespace != isBlank } ?? text.endIndex
            if isBlank {
                pieces.append((text[start..<end], .plain))
            } else {
                pieces += word(text[start..<end])
            }
            start = end
        }
        return pieces
    }

    private static let closing: Set<Character> = [".", ",", ";", ":", "!", "?", ")", "\"", "'", "…"]

    private static func word(_ text: Substring) -> [(Substring, FakeMastodonWord)] {
        var body = text
        while let last = body.last, closing.contains(last) { body.removeLast() }
        let tail = text[body.endIndex...]
        // An address begins wherever its scheme does, within a word too.
        let start = body.indices.first { isAddress(body[$0...]) } ?? body.startIndex
        let head = start > body.startIndex ? body[..<start] : body.prefix { $0 == "(" || $0 == "\"" }
        body = body[head.endIndex...]
        let kind = kind(body)
        if kind == .plain { return [(text, .plain)] }
        return [(head, .plain), (body, kind), (tail, .plain)].filter { !$0.0.isEmpty }
    }

    private static func isAddress(_ text: Substring) -> Bool {
        text.hasPrefix("https://") || text.hasPrefix("http://")
    }

    private static func kind(_ word: Substring) -> FakeMastodonWord {
        if isAddress(word) { return .address }
        let isName: (Character) -> Bool = { $0.isLetter || $0.isNumber || $0 == "_" }
        if word.hasPrefix("#"), word.count > 1, word.dropFirst().allSatisfy(isName) {
            return .hashtag(String(word.dropFirst()))
        }
        guard word.hasPrefix("@") else { return .plain }
        let parts = word.dropFirst().split(separator: "@", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty, parts[0].allSatisfy({ isName($0) || $0 == "-" }) else {
            return .plain
        }
        guard parts.count == 2 else { return .mention(name: String(parts[0]), domain: nil) }
        guard parts[1].contains("."), parts[1].allSatisfy({ isName($0) || $0 == "." || $0 == "-" || $0 == ":" }) else {
            return .plain
        }
        return .mention(name: String(parts[0]), domain: String(parts[1]))
    }
}
