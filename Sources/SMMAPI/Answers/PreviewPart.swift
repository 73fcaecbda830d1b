/// One part as it will appear.
package struct PreviewPart: Sendable, Hashable, Codable {
    /// The text as sent.
    package var text: String
    /// Its length as the platform counts.
    package var length: Int
    /// What it is counted in.
    package var unit: String
    /// The most that is allowed.
    package var limit: Int?
    /// The media in order.
    package var media: [MediaView]

    /// A value of its parts.
    package init(text: String, length: Int, unit: String, limit: Int? = nil, media: [MediaView]) {
        self.text = text
        self.length = length
        self.unit = unit
        self.limit = limit
        self.media = media
    }
}

extension PreviewPart: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "One part as it will appear.",
        [
            .required("text", .string, "The text as sent."),
            .required("length", .integer, "Its length as the platform counts."),
            .required("unit", .string, "What it is counted in."),
            .optional("limit", .integer, "The most that is allowed."),
            .required("media", .array(.reference("MediaView")), "The media in order."),
        ])
}
