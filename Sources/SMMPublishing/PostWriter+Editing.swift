import SMMAdapterKit
package import SMMDatabase
package import SMMModel
import SMMStore

extension PostWriter {
    /// Changes a post: what is not sent gets the new content and time, what is published is edited in place.
    ///
    /// - Parameter accounts: the accounts the post goes to, by id, for their platforms' limits.
    /// New words of an author wait for an approver again, whoever approved the old ones.
    ///
    /// - Throws: `Problem`: `being-sent` (409) while anything is on its way or unknown; `already-published` (409) for
    ///   another time when nothing waits; `nothing-to-edit` (409) when nothing waits and nothing is published;
    ///   `parts-changed` (409) when a published thread would get another number of parts; `cannot-edit` (409) where no
    ///   platform of it has an edit; everything `create` throws.
    package func edit(
        _ post: PostID, _ edit: PostEdit, accounts: [AccountID: AccountProfile], ifMatch: Int64? = nil,
        by principal: Principal, now: Instant, in tx: any WriteTransaction
    ) throws -> PostChange {
        let found = try find(post, needs: .author, to: "edit a post", ifMatch: ifMatch, by: principal, in: tx)
        let all = try operations(of: post, in: tx)
        if let busy = all.first(where: { $0.state.isUncertain }) {
            throw Problem.conflict(
                "being-sent", "The post is \(busy.state.rawValue) on one account and cannot be changed now.",
                next: "smmctl why \(post)")
        }
        try Self.refusePointless(edit, post, all)
        let stored = try tx.first(PostStatements.revisionContent, [.integer(found.revision.rawValue)]) {
            try $0.text(0)
        }
        let old = try ContentText.decode(stored ?? "")
        let content = edit.content ?? old
        let deliveries = try tx.query(PostStatements.deliveries, [.integer(post.rawValue)]) { row in
            (
                id: DeliveryID(rawValue: try row.int64(0)), account: AccountID(rawValue: try row.int64(1)),
                expires: try row.optionalInstant(2), late: try row.optionalInt64(3).map(Milliseconds.init(count:))
            )
        }
        let targets = deliveries.compactMap { accounts[$0.account] }
        try validate(content, for: targets)
        try Self.refuseEndless(all, content, targets, post)
        var change = PostChange(post: post)
        let revision = try newRevision(content, old, edit, found, by: principal, now: now, in: tx)
        for delivery in deliveries {
            guard let account = accounts[delivery.account] else { continue }
            let new = NewPost(
                brand: found.brand, content: content, targets: [account], plan: edit.plan ?? .draft,
                expires: edit.expires ?? delivery.expires, lateWindow: edit.lateWindow ?? delivery.late,
                allowRepeat: edit.allowRepeat ?? found.allowRepeat, tzdata: edit.tzdata)
            let own = all.filter { $0.delivery == delivery.id && $0.kind == .publish }
            try alter(
                delivery.id, own, to: new, isNewPlan: edit.plan != nil, isNewContent: content != old,
                revision: revision, now: now, in: tx, into: &change)
        }
        // What can be changed is; a post of which nothing can is refused, rather than recorded as changed.
        if let kept = change.kept.first, change.operations == 0 { throw Self.cannotEdit(kept, post) }
        try record("post.edited", found, principal, now: now, in: tx)
        if content != old, found.role < .approver, try !isHeldForApproval(post, in: tx) {
            try holdForApproval(found.brand, principal, found.role, now: now, in: tx, into: &change)
        }
        return change
    }

    /// Each edit leaves the operations it replaces behind, and whoever looks at the post reads them all.
    private static func refuseEndless(
        _ all: [OperationRecord], _ content: PostContent, _ targets: [AccountProfile], _ post: PostID
    ) throws {
        let most = 10 * PostSize.most.operations
        guard all.count + PostSize(of: content, for: targets).operations > most else { return }
        throw Problem.conflict(
            "edited-too-often", "The post was edited so often that its record has become too long.",
            next: all.contains { $0.kind == .publish && $0.state == .published }
                ? "Make a new post, and take this one down where that can be done: smmctl post delete \(post)"
                : "Withdraw it (smmctl post cancel \(post)) and make it anew.")
    }

    /// An edit that could change nothing is refused, rather than recorded as if it had.
    private static func refusePointless(_ edit: PostEdit, _ post: PostID, _ all: [OperationRecord]) throws {
        let publishes = Dictionary(grouping: all.filter { $0.kind == .publish }, by: \.delivery).values
        let isWaiting = publishes.contains { own in
            own.contains { !$0.state.isTerminal } && !own.contains { $0.state == .published }
        }
        guard !isWaiting else { return }
        guard publishes.contains(where: { $0.contains { $0.state == .published } }) else {
            throw Problem.conflict(
                "nothing-to-edit", "Nothing of this post waits any more, and nothing of it is published.",
                next: "smmctl post retry \(post)")
        }
        guard edit.plan == nil, edit.expires == nil, edit.lateWindow == nil else {
            throw Problem.conflict(
                "already-published", "The post is published already: its text can change, its time cannot.",
                next: "Take it down (smmctl post delete \(post)) and make it anew.")
        }
    }

    private static func cannotEdit(_ account: String, _ post: PostID) -> Problem {
        Problem.conflict(
            "cannot-edit", "“\(account)” cannot edit what is published.",
            next: "Delete the post and make a new one: smmctl post delete \(post)")
    }

    private func isHeldForApproval(_ post: PostID, in tx: any WriteTransaction) throws -> Bool {
        try tx.first(PostStatements.openApproval, [.integer(post.rawValue)]) { try $0.int64(0) } != nil
    }

    private func newRevision(
        _ content: PostContent, _ old: PostContent, _ edit: PostEdit, _ found: Found, by principal: Principal,
        now: Instant, in tx: any WriteTransaction
    ) throws -> RevisionID {
        var revision = found.revision
        if content != old {
            let last = try tx.first(PostStatements.revisionNumber, [.integer(found.revision.rawValue)]) {
                try $0.int64(0)
            }
            guard let last else { throw Problem.notFound("revision", "\(found.revision)") }
            revision = ids.next()
            let text = try ContentText.encode(content)
            try insertRevision(
                revision, number: last + 1, after: found.revision, of: found.id, text, hash: Self.hash(text),
                by: principal, now: now, in: tx)
        }
        try tx.run(
            PostStatements.newRevision, .integer(found.id.rawValue), .integer(revision.rawValue),
            (edit.allowRepeat ?? found.allowRepeat).sqlValue)
        return revision
    }

    private func alter(
        _ delivery: DeliveryID, _ own: [OperationRecord], to new: NewPost, isNewPlan: Bool, isNewContent: Bool,
        revision: RevisionID, now: Instant, in tx: any WriteTransaction, into change: inout PostChange
    ) throws {
        let published = own.filter { $0.state == .published }
        let account = new.targets[0]
        if !published.isEmpty {
            guard isNewContent else { return }
            try editPublished(published, own, new, revision: revision, now: now, in: tx, into: &change)
            return
        }
        let waiting = own.filter { !$0.state.isTerminal }
        guard !waiting.isEmpty else { return }
        let schedule: Schedule
        if isNewPlan {
            schedule = try self.schedule(new.plan, for: account.id, now: now, in: tx)
        } else {
            let due = waiting[0].state == .draft ? nil : waiting[0].due
            schedule = due.map { .at($0, wall: "", zone: "", fold: 0) } ?? .none
        }
        try Self.refuseExpired(schedule.due, expires: new.expires)
        for operation in waiting {
            try tx.run(
                PostStatements.setState, .integer(operation.id.rawValue), .text(OperationState.cancelled.rawValue),
                .null, now.sqlValue)
        }
        if isNewPlan {
            let columns = ScheduleColumns(schedule, tzdata: new.tzdata)
            try tx.run(
                PostStatements.setDeliverySchedule, .integer(delivery.rawValue), columns.kind, columns.wall,
                columns.zone, columns.fold, columns.queue, columns.position, columns.tzdata, columns.due,
                new.expires.sqlValue, new.lateWindow.sqlValue)
        } else {
            try tx.run(
                PostStatements.setDeliveryLimits, .integer(delivery.rawValue), new.expires.sqlValue,
                new.lateWindow.sqlValue)
        }
        try insertParts(
            new, Self.fingerprints(of: new.content, for: account), schedule: schedule, revision: revision,
            delivery: delivery, account: account, now: now, in: tx, into: &change)
    }

    private func editPublished(
        _ published: [OperationRecord], _ own: [OperationRecord], _ new: NewPost, revision: RevisionID, now: Instant,
        in tx: any WriteTransaction, into change: inout PostChange
    ) throws {
        let account = new.targets[0]
        guard adapters.adapter(account.platform) is any EditsPosts else {
            change.kept.append(account.name)
            return
        }
        let parts = new.content.variant(for: account.platform).parts
        guard parts.count == own.map(\.part).max().map({ $0 + 1 }) ?? 0 else {
            throw Problem.conflict(
                "parts-changed", "A published thread keeps its number of parts.",
                next: "Keep \(own.count) parts, or delete the post and make a new one.")
        }
        for operation in published {
            try insertFollowUp(.edit, on: operation, revision: revision, now: now, in: tx)
            change.wakes.append(now)
            change.operations += 1
            change.isPending = true
        }
    }
}
