package import SMMModel

/// One row of the append-only record.
package struct EventView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// Counts without gaps.
    package var seq: Int64
    /// When.
    package var at: Moment
    /// In which brand; absent for the daemon itself.
    package var brand: BrandReference?
    /// Who.
    package var actor: ActorView
    /// What, such as `post.created`.
    package var verb: String
    /// To what.
    package var subject: SubjectView
    /// The post concerned.
    package var post: PostID?
    /// The account concerned.
    package var account: AccountID?
    /// JSON text of what was.
    package var before: String?
    /// JSON text of what is.
    package var after: String?
    /// Further words.
    package var detail: String?

    /// A value of its parts.
    package init(
        seq: Int64, at: Moment, brand: BrandReference? = nil, actor: ActorView, verb: String, subject: SubjectView,
        post: PostID? = nil, account: AccountID? = nil, before: String? = nil, after: String? = nil,
        detail: String? = nil
    ) {
        self.version = APIVersion.current
        self.seq = seq
        self.at = at
        self.brand = brand
        self.actor = actor
        self.verb = verb
        self.subject = subject
        self.post = post
        self.account = account
        self.before = before
        self.after = after
        self.detail = detail
    }
}

extension EventView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "One row of the append-only record.",
        [
            .required("version", .integer, "The shape's version."),
            .required("seq", .integer, "Counts without gaps."),
            .required("at", .reference("Moment"), "When."),
            .optional("brand", .reference("BrandReference"), "In which brand; absent for the daemon itself."),
            .required("actor", .reference("ActorView"), "Who."),
            .required("verb", .string, "What, such as `post.created`."),
            .required("subject", .reference("SubjectView"), "To what."),
            .optional("post", .id(PostKind.prefix), "The post concerned."),
            .optional("account", .id(AccountKind.prefix), "The account concerned."),
            .optional("before", .string, "JSON text of what was."),
            .optional("after", .string, "JSON text of what is."),
            .optional("detail", .string, "Further words."),
        ])
}
