/// Finds `@name` and `@name/list` as X does (twitter-text, `validMentionOrList`).
enum MentionFinder {
    private static let longestName = 20
    private static let longestList = 25

    /// The mentions and lists in order.
    static func find(in text: ScalarReader) -> [EntitySpan] {
        var found: [EntitySpan] = []
        var position = 0
        var end = 0  // of the last name, taken or not: what belongs to it cannot stand before another
        while position < text.count {
            guard text[position]?.isAtSign == true, mayBegin(in: text, at: position, after: end),
                let name = nameEnd(in: text, at: position)
            else {
                position += 1
                continue
            }
            let span = mention(in: text, at: position, withList: true)
            if let span { found.append(span) }
            end = span?.range.upperBound ?? listEnd(in: text, from: name) ?? name
            position = end
        }
        return found
    }

    /// The mention whose sign stands at `start`; nil when none does, or when it goes on as something else: an address
    /// of mail, a letter with an accent, `://`.
    static func mention(in text: ScalarReader, at start: Int, withList: Bool) -> EntitySpan? {
        guard text[start]?.isAtSign == true, let name = nameEnd(in: text, at: start) else { return nil }
        let list = withList ? listEnd(in: text, from: name) : nil
        let end = list ?? name
        if let after = text[end], after.isAtSign || after.isLatinAccent { return nil }
        guard !text.has("://", at: end) else { return nil }
        return EntitySpan(
            kind: list == nil ? .mention : .list, range: start..<end, value: start + 1..<name,
            list: list.map { name..<$0 })
    }

    private static func nameEnd(in text: ScalarReader, at sign: Int) -> Int? {
        var end = sign + 1
        while end <= sign + longestName, text[end]?.isNameScalar == true { end += 1 }
        return end > sign + 1 ? end : nil
    }

    private static func listEnd(in text: ScalarReader, from start: Int) -> Int? {
        guard text[start] == "/", text[start + 1]?.isASCIILetter == true else { return nil }
        var end = start + 2
        while end <= start + longestList, let scalar = text[end], scalar.isNameScalar || scalar == "-" { end += 1 }
        return end
    }

    /// Whether a mention may begin at `sign`: not inside a word or behind another sign, but behind `RT`.
    private static func mayBegin(in text: ScalarReader, at sign: Int, after end: Int) -> Bool {
        guard sign > 0 else { return true }
        guard sign - 1 >= end, let before = text[sign - 1] else { return false }
        switch before {
        case "!", "#", "$", "%", "&", "*": return false
        default: break
        }
        if !before.isNameScalar, !before.isAtSign { return true }
        return sign - 2 >= end && text.has("rt", at: sign - 2) && mayPrecedeRetweet(in: text, at: sign - 3, after: end)
    }

    private static func mayPrecedeRetweet(in text: ScalarReader, at position: Int, after end: Int) -> Bool {
        guard position >= 0 else { return true }
        guard position >= end, let before = text[position] else { return false }
        return !before.isNameScalar && before != "+" && before != "~" && before != "." && before != "-"
    }
}
