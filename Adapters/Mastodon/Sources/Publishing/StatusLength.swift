import SMMAdapterKit
import SMMText

/// How long a status is by the count of its server.
///
/// Mastodon counts graphemes of content warning and text, a link as a fixed number and `@ann@example.social` as `@ann`
/// (documentation, user/posting). Elsewhere code points count without any discount.
struct StatusLength {
    let facts: ServerFacts
    /// What an address counts.
    let linkLength: Int

    /// The count of a server with these facts, by the limits in force.
    init(_ facts: ServerFacts, _ limits: ContentLimits) {
        self.facts = facts
        linkLength = limits.links
    }

    /// The length of `text` below `warning`.
    func count(_ text: String, warning: String) -> Int {
        let counted: (Int, Int) =
            switch facts.counting {
            case .codePoints: (TextMeasure.count(text, in: .codePoints), TextMeasure.count(warning, in: .codePoints))
            case .weighted:
                (
                    TextCounter.count(text, by: .mastodon(urlLength: linkLength)),
                    TextMeasure.count(warning, in: .graphemes)
                )
            }
        let (sum, overflow) = counted.0.addingReportingOverflow(counted.1)
        return overflow ? .max : sum
    }
}
