package import SMMModel

/// Something a person must know or decide.
package struct AttentionItem: Sendable, Hashable, Codable {
    /// A stable code such as `unknown`, `missed`, `hold`, `fuse`.
    package var kind: String
    /// One sentence.
    package var message: String
    /// The command to type.
    package var next: String?
    /// The brand concerned.
    package var brand: BrandReference?
    /// The post concerned.
    package var post: PostID?
    /// The account concerned.
    package var account: AccountID?

    /// A value of its parts.
    package init(
        kind: String, message: String, next: String? = nil, brand: BrandReference? = nil, post: PostID? = nil,
        account: AccountID? = nil
    ) {
        self.kind = kind
        self.message = message
        self.next = next
        self.brand = brand
        self.post = post
        self.account = account
    }
}

extension AttentionItem: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Something a person must know or decide.",
        [
            .required("kind", .string, "A stable code such as `unknown`, `missed`, `hold`, `fuse`."),
            .required("message", .string, "One sentence."),
            .optional("next", .string, "The command to type."),
            .optional("brand", .reference("BrandReference"), "The brand concerned."),
            .optional("post", .id(PostKind.prefix), "The post concerned."),
            .optional("account", .id(AccountKind.prefix), "The account concerned."),
        ])
}
