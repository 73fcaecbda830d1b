/// How far connecting an account has come.
package struct ConnectionView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// What comes next: `visit`, `ask`, `connected` or `rehearsed`.
    package var step: String
    /// The name to go on with.
    package var connection: String?
    /// The address the person opens.
    package var url: String?
    /// What the person brings: `password`, `factor`, `factor-again` or `token`.
    package var question: String?
    /// Until when it can be gone on with.
    package var until: Moment?
    /// The account that was connected.
    package var account: AccountView?
    /// What a person should know.
    package var remarks: [String]

    /// A value of its parts.
    package init(
        step: String, connection: String? = nil, url: String? = nil, question: String? = nil, until: Moment? = nil,
        account: AccountView? = nil, remarks: [String]
    ) {
        self.version = APIVersion.current
        self.step = step
        self.connection = connection
        self.url = url
        self.question = question
        self.until = until
        self.account = account
        self.remarks = remarks
    }
}

extension ConnectionView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "How far connecting an account has come.",
        [
            .required("version", .integer, "The shape's version."),
            .required("step", .string, "What comes next: `visit`, `ask`, `connected` or `rehearsed`."),
            .optional("connection", .string, "The name to go on with."),
            .optional("url", .string, "The address the person opens."),
            .optional("question", .string, "What the person brings: `password`, `factor`, `factor-again` or `token`."),
            .optional("until", .reference("Moment"), "Until when it can be gone on with."),
            .optional("account", .reference("AccountView"), "The account that was connected."),
            .required("remarks", .array(.string), "What a person should know."),
        ])
}
