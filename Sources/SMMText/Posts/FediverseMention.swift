/// A mention as Mastodon writes it: `@user`, or `@user@domain` for somebody on another server.
struct FediverseMention: Hashable {
    /// Where it stands, in code points.
    var range: Range<Int>
    /// Where `@domain` stands; nil for somebody on this server.
    var domain: Range<Int>?

    /// The mentions in order (Mastodon, `Account::MENTION_RE` and `Extractor`).
    static func find(in text: ScalarReader) -> [FediverseMention] {
        var found: [FediverseMention] = []
        var position = 0
        while position < text.count {
            guard text[position] == "@", mayBegin(behind: text[position - 1]),
                let name = end(of: \.isNameScalar, in: text, from: position + 1)
            else {
                position += 1
                continue
            }
            let domain = text[name] == "@" ? end(of: \.isWordScalar, in: text, from: name + 1) : nil
            let end = domain ?? name
            if !goesOn(in: text, at: end) {
                found.append(FediverseMention(range: position..<end, domain: domain.map { name..<$0 }))
            }
            position = end
        }
        return found
    }

    private static func mayBegin(behind scalar: Unicode.Scalar?) -> Bool {
        scalar.map { $0 != "=" && $0 != "/" && !$0.isWordScalar } ?? true
    }

    /// The end of words with dots and hyphens between them; nil when there is no word.
    private static func end(of kind: (Unicode.Scalar) -> Bool, in text: ScalarReader, from start: Int) -> Int? {
        var end = start
        var position = start
        while let scalar = text[position] {
            if kind(scalar) {
                end = position + 1
            } else {
                guard position > start, scalar == "." || scalar == "-" else { break }
            }
            position += 1
        }
        return end > start ? end : nil
    }

    private static func goesOn(in text: ScalarReader, at end: Int) -> Bool {
        text[end].map { $0.isAtSign || $0.isLatinAccent } ?? false || text.has("://", at: end)
    }
}
