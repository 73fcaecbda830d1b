import SMMText

/// A stretch of a text that may become a facet.
struct TextSpan: Sendable, Hashable {
    /// What it may become.
    enum Kind: Sendable, Hashable { case link, mention, tag }

    /// What it may become.
    let kind: Kind
    /// Bytes of UTF-8, the end excluded.
    let bytes: Range<Int>
    /// The link's address, the handle without `@`, the hashtag without `#`.
    let value: String
}

extension TextSpan {
    /// The stretches of `text`, in order, without overlaps.
    static func find(in text: String) -> [TextSpan] {
        TextEntities.find(in: text).map { entity in
            let start = text.utf8.distance(from: text.startIndex, to: entity.range.lowerBound)
            let end = text.utf8.distance(from: text.startIndex, to: entity.range.upperBound)
            let isTag = entity.kind == .hashtag
            return TextSpan(
                kind: isTag ? .tag : .link, bytes: start..<end,
                value: String(isTag ? text[entity.range].dropFirst() : text[entity.range]))
        }
    }
}
