/// Finds signs of shares, `$TEST` or `$TEST.T`, as X does (twitter-text, `validCashtag`).
enum CashtagFinder {
    private static let longestSymbol = 6
    private static let longestSuffix = 2

    /// The cashtags in order.
    static func find(in text: ScalarReader) -> [EntitySpan] {
        var found: [EntitySpan] = []
        for position in 0..<text.count where text[position] == "$" {
            let isFirst = text[position - 1].map { $0.isPostSpace || $0.isDirectional } ?? true
            guard isFirst, let end = symbolEnd(in: text, from: position + 1) else { continue }
            found.append(EntitySpan(kind: .cashtag, range: position..<end, value: position + 1..<end))
        }
        return found
    }

    private static func symbolEnd(in text: ScalarReader, from start: Int) -> Int? {
        let end = lettersEnd(in: text, from: start, most: longestSymbol)
        guard end > start else { return nil }
        if text[end] == "." || text[end] == "_" {
            let suffix = lettersEnd(in: text, from: end + 1, most: longestSuffix)
            if suffix > end + 1, isOver(text[suffix]) { return suffix }
        }
        return isOver(text[end]) ? end : nil
    }

    /// The end of the letters from `start`, looking at no more than `most` and one.
    private static func lettersEnd(in text: ScalarReader, from start: Int, most: Int) -> Int {
        var end = start
        while end < start + most, text[end]?.isASCIILetter == true { end += 1 }
        return end
    }

    private static func isOver(_ next: Unicode.Scalar?) -> Bool {
        next.map { $0.isPostSpace || $0.isPostPunctuation } ?? true
    }
}
