/// The limits of a platform on one part.
package struct LimitsView: Sendable, Hashable, Codable {
    /// The most text, in `textUnit`.
    package var maximumText: Int?
    /// What text is counted in.
    package var textUnit: String
    /// The most parts in a thread.
    package var maximumParts: Int?
    /// The most media in a part.
    package var maximumMedia: Int
    /// Whether every picture must have alt text.
    package var requiresAlt: Bool
    /// The MIME types it takes.
    package var mediaTypes: [String]

    /// A value of its parts.
    package init(
        maximumText: Int? = nil, textUnit: String, maximumParts: Int? = nil, maximumMedia: Int, requiresAlt: Bool,
        mediaTypes: [String]
    ) {
        self.maximumText = maximumText
        self.textUnit = textUnit
        self.maximumParts = maximumParts
        self.maximumMedia = maximumMedia
        self.requiresAlt = requiresAlt
        self.mediaTypes = mediaTypes
    }
}

extension LimitsView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "The limits of a platform on one part.",
        [
            .optional("maximumText", .integer, "The most text, in `textUnit`."),
            .required("textUnit", .string, "What text is counted in."),
            .optional("maximumParts", .integer, "The most parts in a thread."),
            .required("maximumMedia", .integer, "The most media in a part."),
            .required("requiresAlt", .boolean, "Whether every picture must have alt text."),
            .required("mediaTypes", .array(.string), "The MIME types it takes."),
        ])
}
