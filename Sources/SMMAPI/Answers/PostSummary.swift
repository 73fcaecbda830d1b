package import SMMModel

/// A post in a list.
package struct PostSummary: Sendable, Hashable, Codable {
    /// The post's id.
    package var id: PostID
    /// The brand.
    package var brand: BrandReference
    /// Derived from its deliveries.
    package var state: PostState
    /// What the first of its deliveries whose state is `waiting` waits for.
    package var waits: WaitView?
    /// The beginning of its text.
    package var excerpt: String
    /// How many parts it has.
    package var parts: Int
    /// How many media it has.
    package var media: Int
    /// Who made it.
    package var author: String
    /// The earliest instant at which something is due.
    package var due: Moment?
    /// When it was made.
    package var createdAt: Moment
    /// One for each account.
    package var targets: [PostTarget]
    /// What stands in the way now.
    package var held: [HoldReason]

    /// A value of its parts.
    package init(
        id: PostID, brand: BrandReference, state: PostState, waits: WaitView? = nil, excerpt: String, parts: Int,
        media: Int, author: String, due: Moment? = nil, createdAt: Moment, targets: [PostTarget], held: [HoldReason]
    ) {
        self.id = id
        self.brand = brand
        self.state = state
        self.waits = waits
        self.excerpt = excerpt
        self.parts = parts
        self.media = media
        self.author = author
        self.due = due
        self.createdAt = createdAt
        self.targets = targets
        self.held = held
    }
}

extension PostSummary: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A post in a list.",
        [
            .required("id", .id(PostKind.prefix), "The post's id."),
            .required("brand", .reference("BrandReference"), "The brand."),
            .required("state", .open(PostState.known.map(\.rawValue)), "Derived from its deliveries."),
            .optional(
                "waits", .reference("WaitView"),
                "What the first of its deliveries whose state is `waiting` waits for."),
            .required("excerpt", .string, "The beginning of its text."),
            .required("parts", .integer, "How many parts it has."),
            .required("media", .integer, "How many media it has."),
            .required("author", .string, "Who made it."),
            .optional("due", .reference("Moment"), "The earliest instant at which something is due."),
            .required("createdAt", .reference("Moment"), "When it was made."),
            .required("targets", .array(.reference("PostTarget")), "One for each account."),
            .required("held", .array(.string), "What stands in the way now."),
        ])
}
