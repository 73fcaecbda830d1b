/// Finds addresses, mentions, lists, hashtags and cashtags as X finds them (twitter-text, 2021-10-21).
///
/// Each kind is found in one pass, whatever the text. Letters and digits are those of this Swift's Unicode version; the
/// vendor's lists also hold some code points of private use, which are no letters here.
package struct PostEntities {
    private let text: ScalarReader

    /// A finder for `text`.
    package init(_ text: String) { self.text = ScalarReader(text) }

    /// How many code points have been looked at: what tests of linear time compare.
    package var work: Int { text.reads }

    /// Everything, in order; what begins inside an earlier one is left out.
    ///
    /// - Parameter needsScheme: whether an address needs `http://` or `https://`.
    package func all(needsScheme: Bool = false) -> [PostEntity] {
        let spans =
            urlSpans(.twitterText, needsScheme: needsScheme) + HashtagFinder.find(in: text)
            + MentionFinder.find(in: text) + CashtagFinder.find(in: text)
        return entities(EntitySpan.withoutOverlaps(spans))
    }

    /// The web addresses.
    package func urls(needsScheme: Bool = false, dialect: URLDialect = .twitterText) -> [PostEntity] {
        entities(urlSpans(dialect, needsScheme: needsScheme))
    }

    /// The mentions and the lists.
    package func mentionsAndLists() -> [PostEntity] { entities(MentionFinder.find(in: text)) }

    /// The mentions alone.
    package func mentions() -> [PostEntity] { mentionsAndLists().filter { $0.kind == .mention } }

    /// The hashtags that are not parts of addresses.
    package func hashtags() -> [PostEntity] {
        let spans = HashtagFinder.find(in: text) + urlSpans(.twitterText, needsScheme: false)
        return entities(EntitySpan.withoutOverlaps(spans).filter { $0.kind == .hashtag })
    }

    /// The cashtags.
    package func cashtags() -> [PostEntity] { entities(CashtagFinder.find(in: text)) }

    /// The mention that the text begins with, which makes it a reply; nil when it begins with anything else.
    package func reply() -> PostEntity? {
        let start = text.end(of: { $0.isPostSpace || $0.isDirectional }, from: 0)
        return MentionFinder.mention(in: text, at: start, withList: false).flatMap { entities([$0]).first }
    }

    private func urlSpans(_ dialect: URLDialect, needsScheme: Bool) -> [EntitySpan] {
        URLFinder(text: text, dialect: dialect, needsScheme: needsScheme).find().map {
            EntitySpan(kind: .url, range: $0.range, value: $0.range)
        }
    }

    private func entities(_ spans: [EntitySpan]) -> [PostEntity] {
        zip(spans, text.indices(of: spans.map(\.range))).map { span, range in
            PostEntity(
                kind: span.kind, codePoints: span.range, range: range, value: text.string(span.value),
                list: span.list.map(text.string) ?? "")
        }
    }
}
