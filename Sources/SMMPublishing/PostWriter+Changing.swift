import SMMAdapterKit
package import SMMDatabase
package import SMMModel
import SMMStore

extension PostWriter {
    /// What a stored post says of itself.
    struct Found {
        var id: PostID
        var brand: BrandID
        var version: Int64
        var revision: RevisionID
        var allowRepeat: Bool
        var role: Role
    }

    /// Finds a post a principal may change.
    ///
    /// - Parameter ifMatch: the version the caller saw; another one is a 412.
    /// - Throws: `Problem`: 404 out of sight, 403 not enough, 412 changed meanwhile.
    func find(
        _ post: PostID, needs role: Role, to action: String, ifMatch: Int64?, by principal: Principal,
        in tx: any WriteTransaction
    ) throws -> Found {
        let row = try tx.first(PostStatements.findPost, [.integer(post.rawValue)]) { row in
            (
                brand: BrandID(rawValue: try row.int64(0)), version: try row.int64(1),
                revision: RevisionID(rawValue: try row.int64(2)), allowRepeat: try row.bool(4)
            )
        }
        guard let row, let has = principal.role(in: row.brand) else { throw Problem.notFound("post", "\(post)") }
        guard has >= role else { throw Problem.forbidden(action, needs: role, has: has) }
        if let ifMatch, ifMatch != row.version {
            throw Problem(
                Problem.Code("changed-meanwhile"), status: 412, "The post was changed meanwhile.",
                given: "version \(ifMatch)", allowed: "version \(row.version)",
                next: "Look at it again: smmctl post show \(post)")
        }
        return Found(
            id: post, brand: row.brand, version: row.version, revision: row.revision, allowRepeat: row.allowRepeat,
            role: has)
    }

    func operations(of post: PostID, in tx: any WriteTransaction) throws -> [OperationRecord] {
        try tx.query(PostStatements.operations, [.integer(post.rawValue)]) { try OperationRecord(row: $0) }
    }

    /// Withdraws what was not sent. What is on its way is asked to be taken down as soon as its fate is known.
    ///
    /// - Throws: `Problem` `nothing-to-cancel` (409).
    package func cancel(
        _ post: PostID, ifMatch: Int64? = nil, by principal: Principal, now: Instant, in tx: any WriteTransaction
    ) throws -> PostChange {
        let found = try find(post, needs: .author, to: "cancel a post", ifMatch: ifMatch, by: principal, in: tx)
        var change = PostChange(post: post)
        for operation in try operations(of: post, in: tx) {
            try withdraw(operation, now: now, in: tx, into: &change)
        }
        guard change.operations > 0 else {
            throw Problem.conflict(
                "nothing-to-cancel", "Nothing of this post waits any more.",
                next: "To take down what is published: smmctl post delete \(post)")
        }
        // What is withdrawn asks nobody any more; its holds stay, for it may be given back.
        try Notices.close("fuse:post:\(post.rawValue)", now: now, in: tx)
        try record("post.cancelled", found, principal, now: now, in: tx)
        return change
    }

    /// Takes down what is published and withdraws the rest.
    ///
    /// - Throws: `Problem` `cannot-delete` (409) when a platform has no delete.
    package func delete(
        _ post: PostID, ifMatch: Int64? = nil, by principal: Principal, now: Instant, in tx: any WriteTransaction
    ) throws -> PostChange {
        let found = try find(post, needs: .author, to: "delete a post", ifMatch: ifMatch, by: principal, in: tx)
        var change = PostChange(post: post)
        let all = try operations(of: post, in: tx)
        if found.role < .approver, all.contains(where: { $0.state == .published }) {
            throw Problem.forbidden("take down what is published", needs: .approver, has: found.role)
        }
        let gone = Set(
            all.filter { $0.kind == .delete && $0.state != .failed && $0.state != .cancelled }.compactMap(\.target))
        // The last part of a thread goes first, so that no reply ever stands without what it answers.
        for operation in all.reversed() where operation.kind == .publish {
            if operation.state == .published {
                guard !gone.contains(operation.id) else { continue }
                try insertFollowUp(.delete, on: operation, revision: operation.revision, now: now, in: tx)
                change.wakes.append(now)
                change.operations += 1
                change.isPending = true
            } else {
                try withdraw(operation, now: now, in: tx, into: &change)
            }
        }
        try closeNotices(ofDeleted: post, all, now: now, in: tx)
        try tx.run(PostStatements.markDeleted, .integer(post.rawValue), now.sqlValue)
        try record("post.deleted", found, principal, now: now, in: tx)
        return change
    }

    /// Withdraws one operation as far as its state allows.
    func withdraw(
        _ operation: OperationRecord, now: Instant, in tx: any WriteTransaction, into change: inout PostChange
    ) throws {
        switch operation.state {
        case .draft, .scheduled, .claimed, .prepared, .retryWait, .missed:
            try tx.run(
                PostStatements.setState, .integer(operation.id.rawValue), .text(OperationState.cancelled.rawValue),
                .null, now.sqlValue)
            try closeNotices(of: operation, now: now, in: tx)
            try Notices.close("poison:\(operation.id)", now: now, in: tx)
            change.operations += 1
        case .sending, .ambiguous, .reconciling, .unknown:
            try tx.run(PostStatements.requestCancel, .integer(operation.id.rawValue), now.sqlValue)
            change.operations += 1
            change.isPending = true
        case .published, .failed, .cancelled, .expired:
            break
        }
    }

    func closeNotices(of operation: OperationRecord, now: Instant, in tx: any WriteTransaction) throws {
        for kind in ["missed", "unknown", "failed", "expired"] {
            try Notices.close("\(kind):operation:\(operation.id)", now: now, in: tx)
        }
    }

    /// Of a post that is let go nobody need know any more what was refused, late or held; only what nobody knows the
    /// fate of is still a question.
    private func closeNotices(
        ofDeleted post: PostID, _ all: [OperationRecord], now: Instant, in tx: any WriteTransaction
    ) throws {
        for operation in all where operation.state != .unknown {
            try closeNotices(of: operation, now: now, in: tx)
            try Notices.close("poison:\(operation.id)", now: now, in: tx)
        }
        try Notices.close("fuse:post:\(post.rawValue)", now: now, in: tx)
    }

    /// Queues an edit or delete of something published.
    func insertFollowUp(
        _ kind: OperationKind, on publish: OperationRecord, revision: RevisionID, now: Instant,
        in tx: any WriteTransaction
    ) throws {
        var operation = publish
        operation.id = ids.next()
        operation.kind = kind
        operation.revision = revision
        operation.target = publish.id
        operation.after = nil
        operation.state = .scheduled
        operation.due = now
        operation.expires = nil
        operation.lateWindow = nil
        operation.fingerprint = nil
        operation.createdAt = now
        try store.insert(operation, wake: now, in: tx)
    }

    func record(
        _ verb: String, _ found: Found, _ principal: Principal, detail: String? = nil, now: Instant,
        in tx: any WriteTransaction
    ) throws {
        try tx.run(PostStatements.touch, .integer(found.id.rawValue), now.sqlValue)
        try EventLog.append(
            EventDraft(
                at: now, brand: found.brand, principal: principal, role: found.role, verb: verb, subjectKind: "post",
                subject: found.id.rawValue, post: found.id, before: "\(found.version)", after: "\(found.version + 1)",
                detail: detail), in: tx)
    }
}
