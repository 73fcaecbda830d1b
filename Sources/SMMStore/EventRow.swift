package import SMMModel

/// A stored event.
package struct EventRow: Sendable, Hashable {
    /// Its place in the chain, from 1, without gaps.
    package var sequence: Int64
    /// When it happened.
    package var at: Instant
    /// The brand it concerns; nil for the daemon as a whole.
    package var brand: BrandID?
    /// The actor's kind: `user`, `system`, `rule`, `adapter`.
    package var actorKind: String
    /// The actor's name.
    package var actor: String
    /// The actor's Unix user id.
    package var uid: Int64?
    /// The role under which it was done.
    package var role: String?
    /// How it came: `socket`, `wheel`, `start`, ….
    package var via: String
    /// What was done.
    package var verb: String
    /// The kind of thing it was done to.
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
    /// Further facts.
    package var detail: String?
    /// How long it is kept.
    package var retention: String
    /// SHA-256 over the previous row's hash and this row.
    package var hash: [UInt8]

    /// A row of its columns.
    package init(
        sequence: Int64, at: Instant, brand: BrandID?, actorKind: String, actor: String, uid: Int64?, role: String?,
        via: String, verb: String, subjectKind: String, subject: Int64, post: PostID?, account: AccountID?,
        before: String?, after: String?, detail: String?, retention: String, hash: [UInt8]
    ) {
        self.sequence = sequence
        self.at = at
        self.brand = brand
        self.actorKind = actorKind
        self.actor = actor
        self.uid = uid
        self.role = role
        self.via = via
        self.verb = verb
        self.subjectKind = subjectKind
        self.subject = subject
        self.post = post
        self.account = account
        self.before = before
        self.after = after
        self.detail = detail
        self.retention = retention
        self.hash = hash
    }
}

extension EventRow {
    /// The row that an event makes at its place in the chain.
    init(_ event: EventDraft, sequence: Int64, hash: [UInt8]) {
        self.init(
            sequence: sequence, at: event.at, brand: event.brand, actorKind: event.principal.kind.rawValue,
            actor: event.principal.name, uid: event.principal.uid.map { Int64($0) }, role: event.role?.rawValue,
            via: event.principal.via, verb: event.verb, subjectKind: event.subjectKind, subject: event.subject,
            post: event.post, account: event.account, before: event.before, after: event.after, detail: event.detail,
            retention: event.retention, hash: hash)
    }
}
