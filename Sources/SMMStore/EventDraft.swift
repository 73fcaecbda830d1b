package import SMMModel

/// An event to be appended to the chain, in the transaction it tells of.
package struct EventDraft: Sendable, Hashable {
    /// When it happened.
    package var at: Instant
    /// The brand it concerns; nil for the daemon as a whole.
    package var brand: BrandID?
    /// Who did it.
    package var principal: Principal
    /// The role under which it was done.
    package var role: Role?
    /// What was done, as `noun.verb`, e.g. `post.created`.
    package var verb: String
    /// The kind of thing it was done to, e.g. `post`.
    package var subjectKind: String
    /// The thing's key.
    package var subject: Int64
    /// The post whose story it belongs to.
    package var post: PostID?
    /// The account it concerns.
    package var account: AccountID?
    /// The state or value before.
    package var before: String?
    /// The state or value after.
    package var after: String?
    /// Further facts: text or JSON, never a secret.
    package var detail: String?
    /// How long it is kept: `audit` or `routine`.
    package var retention: String

    /// An event.
    package init(
        at: Instant, brand: BrandID?, principal: Principal, role: Role? = nil, verb: String, subjectKind: String,
        subject: Int64, post: PostID? = nil, account: AccountID? = nil, before: String? = nil, after: String? = nil,
        detail: String? = nil, retention: String = "audit"
    ) {
        self.at = at
        self.brand = brand
        self.principal = principal
        self.role = role
        self.verb = verb
        self.subjectKind = subjectKind
        self.subject = subject
        self.post = post
        self.account = account
        self.before = before
        self.after = after
        self.detail = detail
        self.retention = retention
    }
}
