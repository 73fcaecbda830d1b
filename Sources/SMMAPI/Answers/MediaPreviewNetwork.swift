/// What one network would receive of a photo or video.
package struct MediaPreviewNetwork: Sendable, Hashable, Codable {
    /// The network's name.
    package var platform: String
    /// The network's name for people.
    package var title: String
    /// What becomes of it: unchanged, cleaned, made to fit, or refused.
    package var outcome: String
    /// The MIME type of what is sent.
    package var type: String?
    /// The size of what is sent, in bytes.
    package var byteCount: Int64?
    /// Pixels across.
    package var width: Int?
    /// Pixels down.
    package var height: Int?
    /// Why it is refused.
    package var reason: String?
    /// The file that is sent, in base64 without padding, where it was asked for.
    package var content: String?

    /// The most bytes of a file that comes along: the largest picture that is parsed.
    package static let maximumContent = 32 << 20
    /// The most bytes of an answer with one in it: four for each three, and room for what else is said.
    package static let longestAnswer = maximumContent / 3 * 4 + (1 << 20)

    /// A value of its parts.
    package init(
        platform: String, title: String, outcome: String, type: String? = nil, byteCount: Int64? = nil,
        width: Int? = nil, height: Int? = nil, reason: String? = nil, content: String? = nil
    ) {
        self.platform = platform
        self.title = title
        self.outcome = outcome
        self.type = type
        self.byteCount = byteCount
        self.width = width
        self.height = height
        self.reason = reason
        self.content = content
    }
}

extension MediaPreviewNetwork: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What one network would receive of a photo or video.",
        [
            .required("platform", .string, "The network's name."),
            .required("title", .string, "The network's name for people."),
            .required("outcome", .string, "What becomes of it: unchanged, cleaned, made to fit, or refused."),
            .optional("type", .string, "The MIME type of what is sent."),
            .optional("byteCount", .integer, "The size of what is sent, in bytes."),
            .optional("width", .integer, "Pixels across."),
            .optional("height", .integer, "Pixels down."),
            .optional("reason", .string, "Why it is refused."),
            .optional("content", .string, "The file that is sent, in base64 without padding, where it was asked for."),
        ])
}
