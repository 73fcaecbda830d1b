package import SMMModel

/// What a person wrote, and what became of it.
package struct PostView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The post's id.
    package var id: PostID
    /// The brand.
    package var brand: BrandReference
    /// Derived from its deliveries.
    package var state: PostState
    /// Counts changes; the ETag is this number in quotes.
    package var changes: Int64
    /// Who made it.
    package var author: String
    /// BCP 47 language; the brand's when absent.
    package var language: String?
    /// The parts of the newest revision.
    package var parts: [PartView]
    /// What differs, by platform.
    package var variants: [String: VariantView]
    /// The newest revision.
    package var revision: RevisionView
    /// Whether the same text may go to the same account again within a day.
    package var allowRepeat: Bool
    /// When it was made.
    package var createdAt: Moment
    /// When it last changed.
    package var updatedAt: Moment
    /// One for each account.
    package var deliveries: [DeliveryView]
    /// What stands in the way now.
    package var holds: [HoldView]
    /// Commands that make sense now.
    package var next: [String]

    /// A value of its parts.
    package init(
        id: PostID, brand: BrandReference, state: PostState, changes: Int64, author: String, language: String? = nil,
        parts: [PartView], variants: [String: VariantView], revision: RevisionView, allowRepeat: Bool,
        createdAt: Moment, updatedAt: Moment, deliveries: [DeliveryView], holds: [HoldView], next: [String]
    ) {
        self.version = APIVersion.current
        self.id = id
        self.brand = brand
        self.state = state
        self.changes = changes
        self.author = author
        self.language = language
        self.parts = parts
        self.variants = variants
        self.revision = revision
        self.allowRepeat = allowRepeat
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.deliveries = deliveries
        self.holds = holds
        self.next = next
    }
}

extension PostView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What a person wrote, and what became of it.",
        [
            .required("version", .integer, "The shape's version."),
            .required("id", .id(PostKind.prefix), "The post's id."),
            .required("brand", .reference("BrandReference"), "The brand."),
            .required("state", .open(PostState.known.map(\.rawValue)), "Derived from its deliveries."),
            .required("changes", .integer, "Counts changes; the ETag is this number in quotes."),
            .required("author", .string, "Who made it."),
            .optional("language", .string, "BCP 47 language; the brand's when absent."),
            .required("parts", .array(.reference("PartView")), "The parts of the newest revision."),
            .required("variants", .map(.reference("VariantView")), "What differs, by platform."),
            .required("revision", .reference("RevisionView"), "The newest revision."),
            .required("allowRepeat", .boolean, "Whether the same text may go to the same account again within a day."),
            .required("createdAt", .reference("Moment"), "When it was made."),
            .required("updatedAt", .reference("Moment"), "When it last changed."),
            .required("deliveries", .array(.reference("DeliveryView")), "One for each account."),
            .required("holds", .array(.reference("HoldView")), "What stands in the way now."),
            .required("next", .array(.string), "Commands that make sense now."),
        ])
}

extension PostView: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("version", version)
            $0.member("id", id)
            $0.member("brand", brand)
            $0.member("state", state)
            $0.member("changes", changes)
            $0.member("author", author)
            $0.member("language", language)
            $0.member("parts", parts)
            $0.member("variants", variants)
            $0.member("revision", revision)
            $0.member("allowRepeat", allowRepeat)
            $0.member("createdAt", createdAt)
            $0.member("updatedAt", updatedAt)
            $0.member("deliveries", deliveries)
            $0.member("holds", holds)
            $0.member("next", next)
        }
    }
}
