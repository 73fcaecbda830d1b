/// What looking after an account found out.
package struct AccountCheckView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The account.
    package var account: AccountView
    /// `good`, `reconnect`, `later` or `unknown`.
    package var state: String
    /// Why it is not good.
    package var failure: FailureView?
    /// What people call it there.
    package var handle: String?
    /// The kind of credential, in the platform's words.
    package var credential: String?
    /// When the credential ends by itself.
    package var expiresAt: Moment?
    /// What the credential may do, where the platform says.
    package var scopes: [String]
    /// What it may not do and would be needed, each with what for.
    package var missing: [String]
    /// The limits that hold for it.
    package var limits: [AccountLimit]
    /// How many requests are left, where the platform says.
    package var remaining: Int64?
    /// When those begin anew.
    package var resetAt: Moment?
    /// How many milliseconds the server's clock is ahead of ours.
    package var clockSkew: Int64?
    /// What a person should look at, each with the next step.
    package var remarks: [String]

    /// A value of its parts.
    package init(
        account: AccountView, state: String, failure: FailureView? = nil, handle: String? = nil,
        credential: String? = nil, expiresAt: Moment? = nil, scopes: [String], missing: [String],
        limits: [AccountLimit], remaining: Int64? = nil, resetAt: Moment? = nil, clockSkew: Int64? = nil,
        remarks: [String]
    ) {
        self.version = APIVersion.current
        self.account = account
        self.state = state
        self.failure = failure
        self.handle = handle
        self.credential = credential
        self.expiresAt = expiresAt
        self.scopes = scopes
        self.missing = missing
        self.limits = limits
        self.remaining = remaining
        self.resetAt = resetAt
        self.clockSkew = clockSkew
        self.remarks = remarks
    }
}

extension AccountCheckView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What looking after an account found out.",
        [
            .required("version", .integer, "The shape's version."),
            .required("account", .reference("AccountView"), "The account."),
            .required("state", .string, "`good`, `reconnect`, `later` or `unknown`."),
            .optional("failure", .reference("FailureView"), "Why it is not good."),
            .optional("handle", .string, "What people call it there."),
            .optional("credential", .string, "The kind of credential, in the platform's words."),
            .optional("expiresAt", .reference("Moment"), "When the credential ends by itself."),
            .required("scopes", .array(.string), "What the credential may do, where the platform says."),
            .required("missing", .array(.string), "What it may not do and would be needed, each with what for."),
            .required("limits", .array(.reference("AccountLimit")), "The limits that hold for it."),
            .optional("remaining", .integer, "How many requests are left, where the platform says."),
            .optional("resetAt", .reference("Moment"), "When those begin anew."),
            .optional("clockSkew", .integer, "How many milliseconds the server's clock is ahead of ours."),
            .required("remarks", .array(.string), "What a person should look at, each with the next step."),
        ])
}
