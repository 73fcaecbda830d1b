import SMMText

/// Compares words that were sent with words as a server shows them, and says how sure that is.
///
/// Servers shorten mentions, cut addresses, take tags out and mark text up; what cannot have been made of the words that
/// were sent is another text, and everything between is doubt.
enum ComparedText {
    /// What comparing came to; the later ones are nearer to the same.
    enum Verdict: Int, Sendable, Comparable {
        /// Certainly another text.
        case different
        /// It may be the same, changed by the server.
        case unsure
        /// The same.
        case same

        static func < (left: Verdict, right: Verdict) -> Bool { left.rawValue < right.rawValue }
    }

    /// Without blanks at either end, which servers cut off.
    static func canonical(_ text: String) -> String {
        String(CanonicalText.of(text).drop(while: \.isWhitespace))
    }

    /// What HTML leaves of a text: blanks as one space, mentions without their domain, letters as they are.
    static func loose(_ text: String) -> String {
        MentionText.shortened(CanonicalText.of(text)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// What `shown`, the plain text of a server's HTML, is beside `sent`.
    static func verdict(sent: String, shown: String) -> Verdict {
        let (one, two) = (loose(sent), loose(shown))
        if one == two { return .same }
        // To no words none are added.
        if one.isEmpty { return .different }
        // Tags are taken out with all that looks like one, `<3 you` too.
        let mayLoseWords = one.contains("<")
        let wanted = words(one, keepingAddresses: mayLoseWords)
        let found = words(two, keepingAddresses: false)
        if found.isEmpty && (!wanted.isEmpty || two.isEmpty) { return mayLoseWords ? .unsure : .different }
        if isInside(found, of: wanted) { return .unsure }
        return !wanted.isEmpty && isInside(wanted, of: found) ? .unsure : .different
    }

    /// What `source`, the words as the server keeps them, is beside `sent`.
    static func verdict(sent: String, source: String) -> Verdict {
        if canonical(sent) == canonical(source) { return .same }
        // A source is what was sent, but for tags on servers that take them out before they keep it.
        guard sent.contains("<") else { return .different }
        return min(verdict(sent: sent, shown: source), .unsure)
    }

    /// The words of a text in small letters. Addresses are left out, since servers show them in many ways.
    private static func words(_ text: String, keepingAddresses: Bool) -> [Substring] {
        var words: [Substring] = []
        for token in text.lowercased().split(separator: " ") where keepingAddresses || !isAddress(token) {
            let letters = token.unicodeScalars.split { !isWordScalar($0) }
            words += letters.map { Substring($0) }
        }
        return words
    }

    /// Whether it may be an address or what is left of one: a dot or a slash inside, or dots that stand for the rest.
    private static func isAddress(_ token: Substring) -> Bool {
        if token.hasSuffix("…") { return true }
        let inside = token.drop { !isWordCharacter($0) }
        guard let mark = inside.firstIndex(where: { $0 == "." || $0 == "/" || $0 == ":" }) else { return false }
        return inside[mark...].contains(where: isWordCharacter)
    }

    private static func isWordCharacter(_ character: Character) -> Bool {
        character.unicodeScalars.first.map(isWordScalar) ?? false
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Whether all of `some` stand in `all` in their order.
    private static func isInside(_ some: [Substring], of all: [Substring]) -> Bool {
        var rest = some[...]
        for word in all where word == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty
    }
}
