import SMMTestSupport
import SMMText
import Testing

/// The fixtures give ranges of code points of a text whose tags do not count; marking them shows that such ranges, the
/// kind that entities carry, lead back to the right places. The marking itself is no part of the program.
@Suite("twitter-text hit_highlighting.json", .enabled(if: SharedFolder.isWanted)) struct HitHighlightTests {
    /// `html` with `<em>` around each range of the code points outside its tags.
    ///
    /// A mark ends in the element it began in: in front of `</a>` or behind it.
    private static func mark(_ html: String, _ hits: [[Int]]) -> String {
        var output = ""
        var rest = hits[...]
        var open: (end: Int, depth: Int)?
        var position = 0
        var depth = 0
        var pieces = tokens(html)[...]
        while true {
            if let mark = open, mark.end == position, mark.depth == depth {
                output += "</em>"
                open = nil
            }
            guard let piece = pieces.popFirst() else { return output }
            if piece.hasPrefix("<") {
                depth += piece.hasPrefix("</") ? -1 : 1
            } else {
                if let hit = rest.first, hit[0] == position {
                    output += "<em>"
                    open = (hit[1], depth)
                    rest.removeFirst()
                }
                position += 1
            }
            output += piece
        }
    }

    /// Each tag, and each code point outside of tags.
    private static func tokens(_ html: String) -> [String] {
        var found: [String] = []
        var isInTag = false
        for scalar in html.unicodeScalars {
            if isInTag { found[found.count - 1] += String(scalar) } else { found.append(String(scalar)) }
            if scalar == "<" { isInTag = true }
            if scalar == ">" { isInTag = false }
        }
        return found
    }

    @Test("ranges of code points mark what the fixtures mark, around tags too")
    func marks() throws {
        let file = try ConformanceFile.read("hit_highlighting")
        #expect(file.names == ["plain_text", "with_links"])
        for (section, count) in [("plain_text", 6), ("with_links", 8)] {
            let cases = try file.cases(section, String.self)
            #expect(cases.count == count)
            for item in cases {
                #expect(Self.mark(item.text, item.hits ?? []) == item.expected, "\(item.description)")
            }
        }
    }
}
