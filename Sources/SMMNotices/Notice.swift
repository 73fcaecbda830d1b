package import SMMModel

/// Something a person must know, as stored.
package struct Notice: Sendable, Hashable {
    /// Its id.
    package var id: NoticeID
    /// The brand it concerns; nil for the daemon as a whole.
    package var brand: BrandID?
    /// The brand's name, as people type it.
    package var brandName: String?
    /// What kind: `missed`, `unknown`, `fuse`, ….
    package var kind: String
    /// How much it matters.
    package var severity: NoticeSeverity
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
    /// When it was raised.
    package var createdAt: Instant
    /// When the matter was settled; nil while it is open.
    package var closedAt: Instant?

    /// A notice of its parts.
    package init(
        id: NoticeID, brand: BrandID? = nil, brandName: String? = nil, kind: String, severity: NoticeSeverity,
        subject: String, body: String, command: String? = nil, post: PostID? = nil, account: AccountID? = nil,
        createdAt: Instant, closedAt: Instant? = nil
    ) {
        self.id = id
        self.brand = brand
        self.brandName = brandName
        self.kind = kind
        self.severity = severity
        self.subject = subject
        self.body = body
        self.command = command
        self.post = post
        self.account = account
        self.createdAt = createdAt
        self.closedAt = closedAt
    }
}
