import Crypto
import SMMAdapterKit
package import SMMDatabase
package import SMMModel
import SMMStore

/// Makes and changes posts. Every method takes the principal, checks its role in the transaction of the write, and
/// leaves nothing half done: a refusal is a `Problem` and undoes the transaction.
package struct PostWriter: Sendable {
    let ids: IDSource
    let store: OperationStore
    let adapters: AdapterRegistry
    /// How long a post for now waits, so that it can be undone.
    package let undoWindow: Milliseconds

    /// A writer. `undoWindow` is how long a post for now waits, so that it can be undone.
    package init(ids: IDSource, store: OperationStore, adapters: AdapterRegistry, undoWindow: Milliseconds) {
        self.ids = ids
        self.store = store
        self.adapters = adapters
        self.undoWindow = undoWindow
    }

    /// Makes a post with its revision, deliveries and operations.
    ///
    /// - Throws: `Problem`: `forbidden`, what `prepare` throws, `expires-before-due`, `repeated-text`.
    package func create(
        _ new: NewPost, by principal: Principal, now: Instant, in tx: any WriteTransaction
    ) throws -> WrittenPost {
        let role = try require(.author, to: "make a post", brand: new.brand, of: principal)
        return try insert(try prepare(new), by: principal, role, now: now, in: tx)
    }

    /// The same of a post that was prepared before the transaction.
    ///
    /// - Throws: `Problem`: `forbidden`, `expires-before-due`, `repeated-text`.
    package func create(
        _ prepared: PreparedPost, by principal: Principal, now: Instant, in tx: any WriteTransaction
    ) throws -> WrittenPost {
        let role = try require(.author, to: "make a post", brand: prepared.new.brand, of: principal)
        return try insert(prepared, by: principal, role, now: now, in: tx)
    }

    /// Checks and hashes the content; needs no database, so that many posts need not do it while others wait.
    ///
    /// - Throws: `Problem`: `no-target`, `post-too-large`, or the first violation of a limit with all others.
    package func prepare(_ new: NewPost) throws -> PreparedPost {
        try validate(new.content, for: new.targets)
        let content = try ContentText.encode(new.content)
        return PreparedPost(
            new: new, content: content, hash: Self.hash(content),
            fingerprints: new.targets.map { Self.fingerprints(of: new.content, for: $0) })
    }

    private func insert(
        _ prepared: PreparedPost, by principal: Principal, _ role: Role, now: Instant, in tx: any WriteTransaction
    ) throws -> WrittenPost {
        let new = prepared.new
        let post: PostID = ids.next()
        var written = WrittenPost(
            new: new, author: principal.name, revision: ids.next(), hash: prepared.hash, createdAt: now,
            change: PostChange(post: post))
        let values: [6 of SQLValue] = [
            .integer(post.rawValue), .integer(new.brand.rawValue), .integer(written.revision.rawValue),
            .text(principal.name), new.allowRepeat.sqlValue, now.sqlValue,
        ]
        try tx.run(PostStatements.insertPost, values.span)
        try insertRevision(
            written.revision, number: 1, after: nil, of: post, prepared.content, hash: prepared.hash, by: principal,
            now: now, in: tx)
        for (account, fingerprints) in zip(new.targets, prepared.fingerprints) {
            written.deliveries.append(
                try deliver(
                    new, fingerprints, revision: written.revision, to: account, now: now, in: tx,
                    into: &written.change))
        }
        try EventLog.append(
            EventDraft(
                at: now, brand: new.brand, principal: principal, role: role, verb: "post.created", subjectKind: "post",
                subject: post.rawValue, post: post, after: planName(new.plan)), in: tx)
        if role < .approver {
            try holdForApproval(new.brand, principal, role, now: now, in: tx, into: &written.change)
        }
        return written
    }

    /// The role of `principal` in `brand`.
    ///
    /// - Throws: `Problem`: 404 when the brand is out of sight, 403 when the role is not enough.
    func require(_ needed: Role, to action: String, brand: BrandID, of principal: Principal) throws -> Role {
        guard let role = principal.role(in: brand) else { throw Problem.notFound("brand", "\(brand)") }
        guard role >= needed else { throw Problem.forbidden(action, needs: needed, has: role) }
        return role
    }

    /// Every limit of every target, all at once, of a post that is not too large to be looked at.
    package func validate(_ content: PostContent, for targets: [AccountProfile]) throws {
        try Self.checkExtent(of: content, for: targets)
        var problems: [Problem] = []
        for account in targets {
            guard let adapter = adapters.adapter(account.platform), let manifest = adapters.acceptance(for: account)
            else {
                problems.append(Problem.conflict("no-adapter", "No adapter speaks for “\(account.name)” here."))
                continue
            }
            let variant = content.variant(for: account.platform)
            for violation in adapter.validate(variant, account: account, manifest: manifest) {
                problems.append(
                    Problem(
                        Problem.Code(violation.rule), status: 422, violation.message, given: violation.measured,
                        allowed: violation.allowed, next: violation.next,
                        parameters: [
                            "account": account.name, "platform": account.platform,
                            "part": violation.part.map { "\($0 + 1)" } ?? "",
                        ]))
            }
        }
        guard let first = problems.first else { return }
        throw Problem(
            first.code, status: 422, first.message, given: first.given, allowed: first.allowed, next: first.next,
            parameters: first.parameters, others: Array(problems.dropFirst()))
    }

    /// Refuses a post to nowhere, and one that is too large to be looked at.
    ///
    /// - Throws: `Problem`: `no-target`, `post-too-large`.
    package static func checkExtent(of content: PostContent, for targets: [AccountProfile]) throws {
        guard !targets.isEmpty else {
            throw Problem.invalid(
                "no-target", "The post has no account to go to.",
                next: "Name one: --to ACCOUNT, or smmctl account add site")
        }
        try PostSize(of: content, for: targets).checkPost()
    }

    /// - Parameter previous: The revision it follows; nil for the first.
    func insertRevision(
        _ id: RevisionID, number: Int64, after previous: RevisionID?, of post: PostID, _ content: String,
        hash: [UInt8], by principal: Principal, now: Instant, in tx: any WriteTransaction
    ) throws {
        let values: [8 of SQLValue] = [
            .integer(id.rawValue), .integer(post.rawValue), .integer(number), (previous?.rawValue).sqlValue,
            .text(content), .blob(hash), now.sqlValue, .text(principal.name),
        ]
        try tx.run(PostStatements.insertRevision, values.span)
    }

    /// The SHA-256 of a revision's stored content.
    static func hash(_ content: String) -> [UInt8] {
        var content = content
        var function = SHA256()
        content.withUTF8 { function.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        return Array(function.finalize())
    }

    func holdForApproval(
        _ brand: BrandID, _ principal: Principal, _ role: Role, now: Instant, in tx: any WriteTransaction,
        into change: inout PostChange
    ) throws {
        let hold = Hold(
            id: ids.next(), brand: brand, scope: .post(change.post), reason: .approval,
            detail: Self.approvalDetail(principal), placedAt: now, placedBy: principal.name)
        try Holds.place(hold, in: tx)
        try EventLog.append(
            EventDraft(
                at: now, brand: brand, principal: principal, role: role, verb: "hold.placed", subjectKind: "hold",
                subject: hold.id.rawValue, post: change.post, after: hold.reason.rawValue, detail: hold.detail), in: tx)
        change.holds.append(hold)
    }

    /// Why a post of `principal`, who is no approver, waits.
    package static func approvalDetail(_ principal: Principal) -> String {
        "\(principal.name) is an author; an approver must let it through."
    }

    private func planName(_ plan: PostPlan) -> String {
        switch plan {
        case .draft: "draft"
        case .now: "now"
        case .at: "at"
        case .nextSlot: "slot"
        }
    }
}
