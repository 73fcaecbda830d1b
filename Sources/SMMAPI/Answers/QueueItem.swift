package import SMMModel

/// Something that is to go out.
package struct QueueItem: Sendable, Hashable, Codable {
    /// The operation.
    package var operation: OperationID
    /// The post.
    package var post: PostID
    /// The brand.
    package var brand: BrandReference
    /// The account.
    package var account: AccountReference
    /// What it does.
    package var kind: Open<OperationKind>
    /// The part of the thread, from 0.
    package var part: Int
    /// How many parts the thread has.
    package var parts: Int
    /// Its durable state.
    package var state: Open<OperationState>
    /// When it is due.
    package var due: Moment?
    /// `at`, `slot`, `occurrence` or `none`.
    package var schedule: String
    /// The beginning of its text.
    package var excerpt: String
    /// What stands in the way now.
    package var held: [HoldReason]

    /// A value of its parts.
    package init(
        operation: OperationID, post: PostID, brand: BrandReference, account: AccountReference,
        kind: Open<OperationKind>, part: Int, parts: Int, state: Open<OperationState>, due: Moment? = nil,
        schedule: String, excerpt: String, held: [HoldReason]
    ) {
        self.operation = operation
        self.post = post
        self.brand = brand
        self.account = account
        self.kind = kind
        self.part = part
        self.parts = parts
        self.state = state
        self.due = due
        self.schedule = schedule
        self.excerpt = excerpt
        self.held = held
    }
}

extension QueueItem: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Something that is to go out.",
        [
            .required("operation", .id(OperationIDKind.prefix), "The operation."),
            .required("post", .id(PostKind.prefix), "The post."),
            .required("brand", .reference("BrandReference"), "The brand."),
            .required("account", .reference("AccountReference"), "The account."),
            .required("kind", .open(OperationKind.allCases.map(\.rawValue)), "What it does."),
            .required("part", .integer, "The part of the thread, from 0."),
            .required("parts", .integer, "How many parts the thread has."),
            .required("state", .open(OperationState.allCases.map(\.rawValue)), "Its durable state."),
            .optional("due", .reference("Moment"), "When it is due."),
            .required("schedule", .string, "`at`, `slot`, `occurrence` or `none`."),
            .required("excerpt", .string, "The beginning of its text."),
            .required("held", .array(.string), "What stands in the way now."),
        ])
}
