/// Changes a post; what is left out stays.
package struct EditPost: Sendable, Hashable, Codable {
    /// The text of a single part.
    package var text: String?
    /// The media of a single part.
    package var media: [MediaDraft]?
    /// All parts, instead of `text` and `media`.
    package var parts: [PartDraft]?
    /// Accounts or groups it goes to instead.
    package var to: [String]?
    /// Another time.
    package var schedule: ScheduleDraft?
    /// Never after this time; an empty text takes the limit away.
    package var expires: String?
    /// How late it may still go out.
    package var lateWindowSeconds: Int?
    /// BCP 47 language.
    package var language: String?
    /// What differs, by platform; replaces what was there.
    package var variants: [String: VariantDraft]?
    /// Lets the same text go to the same account again within a day.
    package var allowRepeat: Bool?

    /// A value of its parts.
    package init(
        text: String? = nil, media: [MediaDraft]? = nil, parts: [PartDraft]? = nil, to: [String]? = nil,
        schedule: ScheduleDraft? = nil, expires: String? = nil, lateWindowSeconds: Int? = nil,
        language: String? = nil, variants: [String: VariantDraft]? = nil, allowRepeat: Bool? = nil
    ) {
        self.text = text
        self.media = media
        self.parts = parts
        self.to = to
        self.schedule = schedule
        self.expires = expires
        self.lateWindowSeconds = lateWindowSeconds
        self.language = language
        self.variants = variants
        self.allowRepeat = allowRepeat
    }
}

extension EditPost: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Changes a post; what is left out stays.",
        [
            .optional("text", .string, "The text of a single part."),
            .optional("media", .array(.reference("MediaDraft")), "The media of a single part."),
            .optional("parts", .array(.reference("PartDraft")), "All parts, instead of `text` and `media`."),
            .optional("to", .array(.string), "Accounts or groups it goes to instead."),
            .optional("schedule", .reference("ScheduleDraft"), "Another time."),
            .optional("expires", .string, "Never after this time; an empty text takes the limit away."),
            .optional("lateWindowSeconds", .integer, "How late it may still go out."),
            .optional("language", .string, "BCP 47 language."),
            .optional(
                "variants", .map(.reference("VariantDraft")),
                "What differs, by platform; replaces what was there."),
            .optional("allowRepeat", .boolean, "Lets the same text go to the same account again within a day."),
        ])
}
