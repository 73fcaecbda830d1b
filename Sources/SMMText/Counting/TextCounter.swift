/// Counts texts as networks count them, in time linear in the length of the text.
package enum TextCounter {
    /// The length of `text` by `rule`; never traps, whatever numbers a manifest brought (sums stop at `Int.max`).
    package static func count(_ text: String, by rule: CountingRule) -> Int {
        measure(text, by: rule, limit: nil).count
    }

    /// The length of `text` by `rule`, and with a weighted rule how much of it fits into `limit`.
    package static func measure(_ text: String, by rule: CountingRule, limit: Int?) -> TextLength {
        switch rule.unit {
        case .plain(let unit):
            let reader = ScalarReader(text)
            let isLiteral = rule.urls == nil && rule.mentions == .literal
            let parts = isLiteral ? [] : TextSubstitution.find(in: reader, by: rule)
            return TextLength(count: count(reader, in: unit, substituting: parts), work: reader.reads)
        case .weighted(let weights):
            // Networks that weigh count what they store, and they store normal form C (twitter-text, parse).
            let composed = NormalForm.composed(text)
            var counter = WeightedCounter(reader: ScalarReader(composed), weights: weights, limit: limit)
            counter.run(TextSubstitution.find(in: counter.reader, by: rule))
            // Offsets are told for the text as it was given, moved by what composing changed (twitter-text, parse).
            let moved = text.utf16.count - composed.utf16.count
            return TextLength(
                count: counter.count, fitting: max(counter.fitting + moved, 0), hasForbidden: counter.hasForbidden,
                work: counter.reader.reads)
        }
    }

    private static func count(
        _ reader: ScalarReader, in unit: TextUnit, substituting parts: [TextSubstitution]
    ) -> Int {
        guard !parts.isEmpty else { return TextMeasure.count(reader.text, in: unit) }
        var rest = ""
        var units = 0
        var last = reader.text.startIndex
        for (part, range) in zip(parts, reader.indices(of: parts.map(\.range))) {
            rest += reader.text[last..<range.lowerBound]
            if part.units > 0 {
                // One letter stands in for all of them: marks behind an address join it, and nothing else changes.
                rest += "x"
                units = units.saturatingAdd(part.units - 1)
            }
            last = range.upperBound
        }
        rest += reader.text[last...]
        return TextMeasure.count(rest, in: unit).saturatingAdd(units)
    }
}
