package import SMMModel

/// One thing that happened to a post.
package struct StoryLine: Sendable, Hashable, Codable {
    /// When.
    package var at: Moment
    /// `event`, `attempt`, `hold` or `plan`.
    package var kind: String
    /// Who did it.
    package var who: String
    /// One sentence.
    package var text: String
    /// On which account.
    package var account: AccountReference?
    /// To which operation.
    package var operation: OperationID?
    /// Further words, such as evidence.
    package var detail: String?

    /// A value of its parts.
    package init(
        at: Moment, kind: String, who: String, text: String, account: AccountReference? = nil,
        operation: OperationID? = nil, detail: String? = nil
    ) {
        self.at = at
        self.kind = kind
        self.who = who
        self.text = text
        self.account = account
        self.operation = operation
        self.detail = detail
    }
}

extension StoryLine: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "One thing that happened to a post.",
        [
            .required("at", .reference("Moment"), "When."),
            .required("kind", .string, "`event`, `attempt`, `hold` or `plan`."),
            .required("who", .string, "Who did it."),
            .required("text", .string, "One sentence."),
            .optional("account", .reference("AccountReference"), "On which account."),
            .optional("operation", .id(OperationIDKind.prefix), "To which operation."),
            .optional("detail", .string, "Further words, such as evidence."),
        ])
}
