/// Finds hashtags as X does (twitter-text, `validHashtag`).
enum HashtagFinder {
    /// The hashtags in order, those inside addresses too.
    static func find(in text: ScalarReader) -> [EntitySpan] {
        var found: [EntitySpan] = []
        var position = 0
        var end = 0  // of the last one, taken or not
        while position < text.count {
            guard text[position]?.isHash == true, mayBegin(in: text, at: position, after: end),
                let tag = tagEnd(in: text, from: position + 1)
            else {
                position += 1
                continue
            }
            let goesOn = text[tag]?.isHash == true || text.has("://", at: tag)
            if !goesOn { found.append(EntitySpan(kind: .hashtag, range: position..<tag, value: position + 1..<tag)) }
            end = tag
            position = tag
        }
        return found
    }

    private static func mayBegin(in text: ScalarReader, at sign: Int, after end: Int) -> Bool {
        guard sign > 0 else { return true }
        guard sign - 1 >= end, let before = text[sign - 1] else { return false }
        // Variation selectors are marks, but behind an emoji they end it.
        return before == "\u{fe0e}" || before == "\u{fe0f}" || before != "&" && !before.isHashtagScalar
    }

    private static func tagEnd(in text: ScalarReader, from start: Int) -> Int? {
        // #️⃣ is an emoji.
        guard text[start] != "\u{fe0f}", text[start] != "\u{20e3}" else { return nil }
        var end = start
        var hasLetter = false
        while let scalar = text[end], scalar.isHashtagScalar {
            hasLetter = hasLetter || scalar.isHashtagLetter
            end += 1
        }
        return hasLetter ? end : nil
    }
}
