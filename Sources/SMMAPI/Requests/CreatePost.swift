/// Makes a post.
package struct CreatePost: Sendable, Hashable, Codable {
    /// The brand by name, id or unique id prefix; the only one in sight when left out.
    package var brand: String?
    /// The text of a single part.
    package var text: String?
    /// The media of a single part.
    package var media: [MediaDraft]?
    /// All parts of a thread, instead of `text` and `media`; parts times accounts are at most 1,000.
    package var parts: [PartDraft]?
    /// Accounts or groups by name or id; the brand's only account when left out.
    package var to: [String]?
    /// When; the accounts' next free slot when left out, else a draft.
    package var schedule: ScheduleDraft?
    /// Never after this time; the same forms as `schedule.at`.
    package var expires: String?
    /// How late it may still go out; the configured window when left out.
    package var lateWindowSeconds: Int?
    /// BCP 47 language; the brand's when left out.
    package var language: String?
    /// What differs, by platform.
    package var variants: [String: VariantDraft]?
    /// Lets the same text go to the same account again within a day.
    package var allowRepeat: Bool?

    /// A value of its parts.
    package init(
        brand: String? = nil, text: String? = nil, media: [MediaDraft]? = nil, parts: [PartDraft]? = nil,
        to: [String]? = nil, schedule: ScheduleDraft? = nil, expires: String? = nil, lateWindowSeconds: Int? = nil,
        language: String? = nil, variants: [String: VariantDraft]? = nil, allowRepeat: Bool? = nil
    ) {
        self.brand = brand
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

extension CreatePost: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Makes a post.",
        [
            .optional(
                "brand", .string,
                "The brand by name, id or unique id prefix; the only one in sight when left out."),
            .optional("text", .string, "The text of a single part."),
            .optional("media", .array(.reference("MediaDraft")), "The media of a single part."),
            .optional(
                "parts", .array(.reference("PartDraft")),
                "All parts of a thread, instead of `text` and `media`; parts times accounts are at most 1,000."),
            .optional(
                "to", .array(.string),
                "Accounts or groups by name or id; the brand's only account when left out."),
            .optional(
                "schedule", .reference("ScheduleDraft"),
                "When; the accounts' next free slot when left out, else a draft."),
            .optional("expires", .string, "Never after this time; the same forms as `schedule.at`."),
            .optional(
                "lateWindowSeconds", .integer,
                "How late it may still go out; the configured window when left out."),
            .optional("language", .string, "BCP 47 language; the brand's when left out."),
            .optional("variants", .map(.reference("VariantDraft")), "What differs, by platform."),
            .optional("allowRepeat", .boolean, "Lets the same text go to the same account again within a day."),
        ])
}

extension CreatePost: WireReadable {
    init(_ members: WireMembers) throws(WireMismatch) {
        brand = try members.string("brand")
        text = try members.string("text")
        media = try members.list("media", MediaDraft.self)
        parts = try members.list("parts", PartDraft.self)
        to = try members.strings("to")
        schedule = try members.object("schedule", ScheduleDraft.self)
        expires = try members.string("expires")
        lateWindowSeconds = try members.integer("lateWindowSeconds", Int.self)
        language = try members.string("language")
        variants = try members.map("variants", VariantDraft.self)
        allowRepeat = try members.flag("allowRepeat")
    }
}
