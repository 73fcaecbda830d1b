/// A stretch of a text that counts a fixed number of units instead of what it holds.
struct TextSubstitution: Hashable {
    /// Where it stands, in code points.
    var range: Range<Int>
    /// What it counts.
    var units: Int

    private struct Span {
        var range: Range<Int>
        var part: TextSubstitution?
    }

    /// What `rule` substitutes in a text, in order and without overlaps.
    static func find(in text: ScalarReader, by rule: CountingRule) -> [TextSubstitution] {
        var spans: [Span] = []
        if let urls = rule.urls {
            for url in URLFinder(text: text, dialect: urls.dialect, needsScheme: urls.needsScheme).find() {
                let units =
                    url.isGlued ? max(literal(url, in: text, rule.unit), urls.boundedLength) : urls.boundedLength
                spans.append(Span(range: url.range, part: TextSubstitution(range: url.range, units: units)))
            }
        }
        if rule.mentions == .withoutDomain {
            for mention in FediverseMention.find(in: text) {
                spans.append(
                    Span(range: mention.range, part: mention.domain.map { TextSubstitution(range: $0, units: 0) }))
            }
        }
        spans.sort { $0.range.lowerBound < $1.range.lowerBound }
        var found: [TextSubstitution] = []
        var end = 0
        // A mention inside an address is part of the address, and the other way round: the first one counts.
        for span in spans where span.range.lowerBound >= end {
            end = span.range.upperBound
            if let part = span.part { found.append(part) }
        }
        return found
    }

    private static func literal(_ url: FoundURL, in text: ScalarReader, _ unit: CountingUnit) -> Int {
        guard case .plain(let unit) = unit else { return url.range.count }
        return TextMeasure.count(text.string(url.range), in: unit)
    }
}
