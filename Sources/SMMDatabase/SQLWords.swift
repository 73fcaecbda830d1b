/// Splits SQL into words and the rest, so that a word can be respelt without touching quoted text or comments.
enum SQLWords {
    /// A stretch of the text.
    struct Piece: Hashable {
        /// What it is.
        enum Kind { case word, space, other }

        let kind: Kind
        let text: String

        func isWord(_ upper: String) -> Bool { kind == .word && text.uppercased() == upper }
    }

    static func split(_ text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let first = rest.first {
            let (kind, length) = measure(first, rest)
            let end = rest.index(rest.startIndex, offsetBy: length)
            pieces.append(Piece(kind: kind, text: String(rest[..<end])))
            rest = rest[end...]
        }
        return pieces
    }

    private static func measure(_ first: Character, _ rest: Substring) -> (Piece.Kind, Int) {
        if first.isWhitespace { return (.space, rest.prefix { $0.isWhitespace }.count) }
        if first.isLetter || first == "_" || first == "$" {
            return (.word, rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }.count)
        }
        if first == "'" || first == "\"" {
            // A doubled quote inside reads as two quoted stretches side by side, which copies the same text.
            let inside = rest.dropFirst().prefix { $0 != first }.count
            return (.other, min(inside + 2, rest.count))
        }
        if rest.hasPrefix("--") { return (.space, rest.prefix { !$0.isNewline }.count) }
        return (.other, 1)
    }
}
