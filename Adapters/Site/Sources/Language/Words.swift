/// The few words of a site's own, in one language.
package struct Words: Sendable, Hashable {
    /// BCP 47 language of these words.
    package var language: String
    /// “Skip to the posts”
    package var skip: String
    /// Home
    package var home: String
    /// Older posts
    package var older: String
    /// Newer posts
    package var newer: String
    /// Page {n}
    package var page: String
    /// Name of the navigation between pages.
    package var pages: String
    /// Changed on {date}
    package var updated: String
    /// Part {n} of {m}
    package var part: String
    /// Read on: 1 more part
    package var moreOne: String
    /// Read on: {n} more parts
    package var more: String
    /// Read on, of one long text.
    package var readOn: String
    /// Alternative text of a photo that has none.
    package var photo: String
    /// Label of a film that has none.
    package var video: String
    /// Posts about {tag}
    package var tagged: String
    /// Heading of the feeds.
    package var follow: String
    /// Nothing here yet.
    package var empty: String
    /// Heading of the error page.
    package var lost: String
    /// Text of the error page.
    package var lostText: String
    /// Names of the months from January, in the form a date takes.
    package var months: [String]
    /// A date from {d}, {m} and {y}.
    package var date: String
    /// Whether the day has two times twelve hours, as in `1:05 PM`.
    package var isTwelveHours = false

    /// Fills `{name}` places of a pattern.
    package static func fill(_ pattern: String, _ values: [String: String]) -> String {
        var result = ""
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            result += values[String(rest[rest.index(after: open)..<close])] ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
