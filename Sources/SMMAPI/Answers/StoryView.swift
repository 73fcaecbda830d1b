/// The whole story of one post.
package struct StoryView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The post.
    package var post: PostSummary
    /// One sentence: how it stands and why.
    package var now: String
    /// Commands that make sense now.
    package var next: [String]
    /// In the order of time.
    package var lines: [StoryLine]

    /// A value of its parts.
    package init(post: PostSummary, now: String, next: [String], lines: [StoryLine]) {
        self.version = APIVersion.current
        self.post = post
        self.now = now
        self.next = next
        self.lines = lines
    }
}

extension StoryView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "The whole story of one post.",
        [
            .required("version", .integer, "The shape's version."),
            .required("post", .reference("PostSummary"), "The post."),
            .required("now", .string, "One sentence: how it stands and why."),
            .required("next", .array(.string), "Commands that make sense now."),
            .required("lines", .array(.reference("StoryLine")), "In the order of time."),
        ])
}
