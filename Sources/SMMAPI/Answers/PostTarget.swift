/// One account of a post in a list.
package struct PostTarget: Sendable, Hashable, Codable {
    /// The account.
    package var account: AccountReference
    /// How far it is there.
    package var state: PostState
    /// When it is due there.
    package var due: Moment?
    /// Where it stands.
    package var url: String?

    /// A value of its parts.
    package init(account: AccountReference, state: PostState, due: Moment? = nil, url: String? = nil) {
        self.account = account
        self.state = state
        self.due = due
        self.url = url
    }
}

extension PostTarget: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "One account of a post in a list.",
        [
            .required("account", .reference("AccountReference"), "The account."),
            .required("state", .open(PostState.known.map(\.rawValue)), "How far it is there."),
            .optional("due", .reference("Moment"), "When it is due there."),
            .optional("url", .string, "Where it stands."),
        ])
}
