package import SMMModel

/// Something a person must know, raised in the transaction it tells of.
package struct NoticeDraft: Sendable, Hashable {
    /// The brand it concerns; nil for the daemon as a whole.
    package var brand: BrandID?
    /// What kind: `missed`, `unknown`, `fuse`, `failed`, `reauth`, `outage`, `test`, ….
    package var kind: String
    /// Names the thing told: while a notice with the same name is open, no second one is raised.
    package var dedupe: String
    /// `critical`, `warning` or `info`.
    package var severity: String
    /// One line.
    package var subject: String
    /// A few sentences.
    package var body: String
    /// The exact command to type.
    package var command: String?
    /// The post it concerns.
    package var post: PostID?
    /// The account it concerns.
    package var account: AccountID?

    /// A notice.
    package init(
        brand: BrandID?, kind: String, dedupe: String, severity: String, subject: String, body: String,
        command: String? = nil, post: PostID? = nil, account: AccountID? = nil
    ) {
        self.brand = brand
        self.kind = kind
        self.dedupe = dedupe
        self.severity = severity
        self.subject = subject
        self.body = body
        self.command = command
        self.post = post
        self.account = account
    }
}
