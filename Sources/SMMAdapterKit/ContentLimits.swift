package import SMMText

/// The limits of one platform on one part of a post. A nil limit is not checked.
package struct ContentLimits: Sendable, Hashable, Codable {
    /// The most text, in `textUnit`.
    package var maximumText: Int?
    /// What text is counted in.
    package var textUnit: TextUnit
    /// The most bytes of UTF-8, where a second limit exists.
    package var maximumTextBytes: Int?
    /// Whether a part may have neither text nor media.
    package var allowsEmptyText: Bool
    /// The most parts in a thread.
    package var maximumParts: Int?
    /// The most media in a part.
    package var maximumMedia: Int
    /// The most alt text, in graphemes.
    package var maximumAlt: Int?
    /// Whether every picture must have alt text.
    package var requiresAlt: Bool
    /// Media by MIME type.
    package var media: [String: MediaLimit]
    /// What an address in the text counts, whatever its length; nil where it counts in full.
    package var linkLength: Int?
    /// Polls; nil where nothing is said of them.
    package var poll: PollLimit?
    /// The most name and value pairs of a profile.
    package var maximumProfileFields: Int?

    /// Limits.
    package init(
        maximumText: Int?, textUnit: TextUnit = .graphemes, maximumTextBytes: Int? = nil,
        allowsEmptyText: Bool = true, maximumParts: Int? = nil, maximumMedia: Int, maximumAlt: Int? = nil,
        requiresAlt: Bool = false, media: [String: MediaLimit] = [:], linkLength: Int? = nil,
        poll: PollLimit? = nil, maximumProfileFields: Int? = nil
    ) {
        self.maximumText = maximumText
        self.textUnit = textUnit
        self.maximumTextBytes = maximumTextBytes
        self.allowsEmptyText = allowsEmptyText
        self.maximumParts = maximumParts
        self.maximumMedia = maximumMedia
        self.maximumAlt = maximumAlt
        self.requiresAlt = requiresAlt
        self.media = media
        self.linkLength = linkLength
        self.poll = poll
        self.maximumProfileFields = maximumProfileFields
    }
}
