import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPublishing
import SMMStore

/// Takes an act back inside a transaction.
struct Undoing {
    let context: ControlContext
    let scene: AccountsContext.Scene
    let tx: any WriteTransaction

    /// Takes back what the asker did last, in the brand and to the post where they are named.
    ///
    /// - Parameter seen: what was found before, outside of this transaction, and how far the record went then.
    func run(
        _ asked: Undo, seen: (act: UndoRows.Act?, sequence: Int64), _ changed: (PostChange) -> Void
    ) throws -> UndoView {
        let newer = try LastAct(scene: scene, tx: tx).find(asked, after: seen.sequence)
        guard let act = newer ?? seen.act else {
            throw Problem.conflict(
                "nothing-to-undo",
                asked.post == nil ? "You did nothing in the last day." : "You did nothing to that post.",
                next: "smmctl events")
        }
        guard let post = act.post else {
            throw Problem.conflict(
                "nothing-to-undo",
                "What you did last cannot be taken back by itself: \(StoryWords.act(act.verb))",
                next: "For what you did to your last post: smmctl undo --post last")
        }
        guard let row = try PostReader.row(post, in: tx), let role = scene.principal.role(in: row.brand) else {
            throw Problem.notFound("post", asked.post ?? "\(post)")
        }
        guard role >= .author else { throw Problem.forbidden("take something back", needs: .author, has: role) }
        let plan = UndoPlan(
            verb: act.verb, before: act.before, at: act.at, post: post, operations: try operations(post),
            role: role, now: scene.now)
        let name = "Post \(post) “\(PostViews.excerpt(row.content))”"
        let message: String
        switch try plan.step() {
        case .cancel:
            changed(try context.engine.writer.cancel(post, by: scene.principal, now: scene.now, in: tx))
            message = "\(name) is withdrawn; nothing of it was sent."
        case .giveBack(let withdrawn, let dropping):
            changed(try giveBack(withdrawn, dropping: dropping, all: plan.operations, of: post))
            message =
                act.verb == "post.deleted"
                ? "\(name) stays as it was; its delete is withdrawn." : "\(name) waits for its time again."
        }
        try record(act, to: post, brand: row.brand, role: role)
        return UndoView(
            message: message,
            brand: BrandReference(
                id: row.brand, name: context.engine.directory.brand(row.brand)?.name ?? row.brand.description),
            post: post)
    }

    private func operations(_ post: PostID) throws -> [UndoPlan.Operation] {
        try tx.query(UndoRows.operations, [.integer(post.rawValue)]) { row in
            UndoPlan.Operation(
                id: OperationID(rawValue: try row.int64(0)), delivery: DeliveryID(rawValue: try row.int64(12)),
                account: AccountID(rawValue: try row.int64(1)),
                kind: OperationKind(rawValue: try row.text(2)) ?? .publish, part: try row.int(3),
                state: OperationState(rawValue: try row.text(4)) ?? .draft, attempts: try row.int(5),
                after: try row.optionalInt64(6).map(OperationID.init(rawValue:)), due: try row.optionalInstant(7),
                fingerprintKey: try row.optionalInt64(8), fingerprint: try row.optionalBlob(9),
                updatedAt: try row.instant(10), createdAt: try row.instant(11))
        }
    }

    /// Puts what was withdrawn back where it was, and drops what was to take it down.
    private func giveBack(
        _ withdrawn: [UndoPlan.Operation], dropping: [UndoPlan.Operation], all: [UndoPlan.Operation], of post: PostID
    ) throws -> PostChange {
        var change = PostChange(post: post)
        let published = Set(all.filter { $0.state == .published }.map(\.id))
        for operation in withdrawn {
            try refuseRepeat(operation, post)
            let state: OperationState =
                operation.due == nil ? .draft : operation.attempts > 0 ? .retryWait : .scheduled
            let isFirst = operation.after.map { published.contains($0) } ?? true
            let wake = isFirst ? operation.due.map { max($0, scene.now) } : nil
            try set(operation, state, wake: wake)
            if let wake { change.wakes.append(wake) }
            change.operations += 1
        }
        for operation in dropping {
            try set(operation, .cancelled, wake: nil)
            change.operations += 1
        }
        try tx.run(UndoRows.undelete, .integer(post.rawValue))
        return change
    }

    private func set(_ operation: UndoPlan.Operation, _ state: OperationState, wake: Instant?) throws {
        try tx.run(
            PostStatements.setState, .integer(operation.id.rawValue), .text(state.rawValue), wake.sqlValue,
            scene.now.sqlValue)
    }

    private func refuseRepeat(_ operation: UndoPlan.Operation, _ post: PostID) throws {
        // Without the key, repeats were allowed when the post was made.
        guard operation.fingerprintKey != nil, let fingerprint = operation.fingerprint,
            let other = try context.engine.writer.waitingEqual(
                of: fingerprint, account: operation.account, besides: post, in: tx)
        else { return }
        throw Problem.conflict(
            "repeated-text", "Another post with the same text waits for the same account by now.",
            next: "Look at it: smmctl post show \(other)")
    }

    private func record(_ act: UndoRows.Act, to post: PostID, brand: BrandID, role: Role) throws {
        try tx.run(PostStatements.touch, .integer(post.rawValue), scene.now.sqlValue)
        try EventLog.append(
            EventDraft(
                at: scene.now, brand: brand, principal: scene.principal, role: role, verb: "act.undone",
                subjectKind: "post", subject: post.rawValue, post: post, before: act.verb,
                detail: "event \(act.sequence)"), in: tx)
    }
}
