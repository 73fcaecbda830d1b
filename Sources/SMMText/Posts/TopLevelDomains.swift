/// The top-level domains that make a host of a word with a dot.
enum TopLevelDomains {
    /// Whether `name` is one: lower case, no dot, no Punycode.
    static func contains(_ name: some StringProtocol) -> Bool { names.contains(Substring(name)) }

    private static let names = Set(list.split { $0 == " " || $0.isNewline })
    private static let longest = names.reduce(0) { max($0, $1.unicodeScalars.count) }

    /// Where the domain ends that begins at `start`, the longest if several do; nil when none does.
    ///
    /// What ends in front of a letter, a digit, `@`, `+` or `-` of ASCII is a part of something longer. Other scripts
    /// write on without a space: `twitter.みんなです` has one. Punycode (`xn--…`) counts whatever it says.
    ///
    /// - Parameter limit: where the text ends for this purpose.
    static func end(in text: ScalarReader, at start: Int, limit: Int) -> Int? {
        var name = ""
        var ends: [Int] = []  // where each prefix may end
        var position = start
        while position < min(limit, start + longest), let scalar = text[position], scalar.isHostScalar {
            name += scalar.isASCII ? String(scalar.asciiLowercased) : scalar.properties.lowercaseMapping
            position += 1
            let next = position < limit ? text[position] : nil
            if next?.mayFollowDomain ?? true { ends.append(position) }
        }
        // Most names are ASCII and end where the run does: one look.
        while let end = ends.popLast() {
            if end < position {
                name = String(text.string(start..<end)).lowercased()
                position = end
            }
            if names.contains(Substring(name)) { return end }
        }
        return punycodeEnd(in: text, at: start, limit: limit)
    }

    private static func punycodeEnd(in text: ScalarReader, at start: Int, limit: Int) -> Int? {
        guard text.has("xn--", at: start) else { return nil }
        let end = min(text.end(of: \.isASCIIAlphanumeric, from: start + 4), limit)
        return end > start + 4 ? end : nil
    }
}

extension Unicode.Scalar {
    fileprivate var mayFollowDomain: Bool { !isASCIIAlphanumeric && self != "@" && self != "+" && self != "-" }
}
