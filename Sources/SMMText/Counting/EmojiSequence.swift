/// Finds sequences of code points that show as one emoji (UTS #51, section 1.4), for rules that count them as one.
///
/// The grammar instead of a list, so that emoji newer than this program count as their network counts them; but a chain
/// or a flag of tags longer than any that Unicode recommends ends where those do, since networks know only those.
enum EmojiSequence {
    /// Couples with a kiss and families of four.
    private static let mostJoined = 4
    /// `gbeng` and its like.
    private static let mostTags = 6

    /// Where the emoji that begins at `start` ends; nil when none does.
    static func end(in text: ScalarReader, at start: Int) -> Int? {
        guard let first = text[start] else { return nil }
        if first.isASCII { return keycapEnd(in: text, at: start, first) }
        if first.isRegionalIndicator {
            let isPair = text[start + 1].map(\.isRegionalIndicator) ?? false
            return start + (isPair ? 2 : 1)
        }
        guard var end = elementEnd(in: text, at: start) else { return nil }
        for _ in 1..<mostJoined {
            guard text[end] == "\u{200d}", let next = elementEnd(in: text, at: end + 1) else { break }
            end = next
        }
        return end
    }

    private static func keycapEnd(in text: ScalarReader, at start: Int, _ first: Unicode.Scalar) -> Int? {
        guard first.properties.isEmoji else { return nil }  // digits, # and *
        let cap = text[start + 1] == "\u{fe0f}" ? start + 2 : start + 1
        return text[cap] == "\u{20e3}" ? cap + 1 : nil
    }

    /// One emoji with its variation, its skin tone or its tags.
    private static func elementEnd(in text: ScalarReader, at start: Int) -> Int? {
        guard let base = text[start], !base.isASCII, base.properties.isEmoji else { return nil }
        var end = start + 1
        let next = text[end]
        if next == "\u{fe0e}" { return nil }  // asks for a plain character
        if next == "\u{fe0f}" { end += 1 }
        // © and ® are letters of Latin-1 until something makes them colourful.
        if base.value <= 0xFF, end == start + 1 { return nil }
        if let tone = text[end], tone.properties.isEmojiModifier, base.properties.isEmojiModifierBase { end += 1 }
        return tagsEnd(in: text, at: end) ?? end
    }

    private static func tagsEnd(in text: ScalarReader, at start: Int) -> Int? {
        var position = start
        while position < start + mostTags, let tag = text[position], (0xE0020...0xE007E).contains(tag.value) {
            position += 1
        }
        return position > start && text[position]?.value == 0xE007F ? position + 1 : nil
    }
}
