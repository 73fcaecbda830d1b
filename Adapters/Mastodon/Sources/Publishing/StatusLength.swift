import SMMText

/// How long a status is by the count of its server.
///
/// Mastodon counts graphemes of content warning and text together, a link as a fixed number and `@ann@example.social`
/// as `@ann` (documentation, user/posting). Elsewhere code points count without any discount.
struct StatusLength {
    let facts: ServerFacts

    init(_ facts: ServerFacts) { self.facts = facts }

    /// The length of `text` below `warning`.
    func count(_ text: String, warning: String) -> Int {
        switch facts.counting {
        case .codePoints: text.unicodeScalars.count + warning.unicodeScalars.count
        case .weighted: (warning + Self.countable(text, linkLength: facts.linkLength)).count
        }
    }

    private static func countable(_ text: String, linkLength: Int) -> String {
        var output = ""
        var place = text.startIndex
        for entity in TextEntities.find(in: text) where entity.kind == .url {
            output += withoutDomains(text[place..<entity.range.lowerBound])
            output += String(repeating: "x", count: min(linkLength, 4096))
            place = entity.range.upperBound
        }
        return output + withoutDomains(text[place...])
    }

    private static func withoutDomains(_ text: Substring) -> String {
        var output = String.UnicodeScalarView()
        let scalars = text.unicodeScalars
        var place = scalars.startIndex
        var previous: Unicode.Scalar?
        while place < scalars.endIndex {
            guard scalars[place] == "@", !(previous.map(isWord) ?? false),
                let name = run(scalars, after: place, isWord),
                name < scalars.endIndex, scalars[name] == "@", let end = run(scalars, after: name, isDomain)
            else {
                previous = scalars[place]
                output.append(scalars[place])
                place = scalars.index(after: place)
                continue
            }
            output.append(contentsOf: scalars[place..<name])
            place = end
            previous = "x"
        }
        return String(output)
    }

    /// The end of the run of `scalars` behind `place` that satisfy `rule`; nil when there is none.
    private static func run(
        _ scalars: Substring.UnicodeScalarView, after place: String.Index, _ rule: (Unicode.Scalar) -> Bool
    ) -> String.Index? {
        let start = scalars.index(after: place)
        let end = scalars[start...].firstIndex { !rule($0) } ?? scalars.endIndex
        return end > start ? end : nil
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil) || scalar == "_"
    }

    private static func isDomain(_ scalar: Unicode.Scalar) -> Bool {
        isWord(scalar) || scalar == "." || scalar == "-"
    }
}
