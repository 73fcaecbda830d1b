/// What differs on one platform.
package struct VariantDraft: Sendable, Hashable, Codable {
    /// The text of a single part.
    package var text: String?
    /// The media of a single part; the post's own when left out.
    package var media: [MediaDraft]?
    /// All parts, instead of `text` and `media`.
    package var parts: [PartDraft]?
    /// BCP 47 language of this variant.
    package var language: String?
    /// The platform's options by name.
    package var options: [String: String]?

    /// A value of its parts.
    package init(
        text: String? = nil, media: [MediaDraft]? = nil, parts: [PartDraft]? = nil, language: String? = nil,
        options: [String: String]? = nil
    ) {
        self.text = text
        self.media = media
        self.parts = parts
        self.language = language
        self.options = options
    }
}

extension VariantDraft: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What differs on one platform.",
        [
            .optional("text", .string, "The text of a single part."),
            .optional(
                "media", .array(.reference("MediaDraft")),
                "The media of a single part; the post's own when left out."),
            .optional("parts", .array(.reference("PartDraft")), "All parts, instead of `text` and `media`."),
            .optional("language", .string, "BCP 47 language of this variant."),
            .optional("options", .map(.string), "The platform's options by name."),
        ])
}

extension VariantDraft: WireReadable {
    init(_ members: WireMembers) throws(WireMismatch) {
        text = try members.string("text")
        media = try members.list("media", MediaDraft.self)
        parts = try members.list("parts", PartDraft.self)
        language = try members.string("language")
        options = try members.stringMap("options")
    }
}
