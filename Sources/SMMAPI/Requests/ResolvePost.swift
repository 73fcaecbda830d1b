/// Says what became of a send whose outcome nobody could find out. One of `published` and `notPublished`.
package struct ResolvePost: Sendable, Hashable, Codable {
    /// The address at which it stands.
    package var published: String?
    /// True: it is not there.
    package var notPublished: Bool?
    /// With `notPublished`: sends it again.
    package var resend: Bool?
    /// Only on this account; on all that are unknown when left out.
    package var account: String?

    /// A value of its parts.
    package init(published: String? = nil, notPublished: Bool? = nil, resend: Bool? = nil, account: String? = nil) {
        self.published = published
        self.notPublished = notPublished
        self.resend = resend
        self.account = account
    }
}

extension ResolvePost: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Says what became of a send whose outcome nobody could find out. One of `published` and `notPublished`.",
        [
            .optional("published", .string, "The address at which it stands."),
            .optional("notPublished", .boolean, "True: it is not there."),
            .optional("resend", .boolean, "With `notPublished`: sends it again."),
            .optional("account", .string, "Only on this account; on all that are unknown when left out."),
        ])
}
