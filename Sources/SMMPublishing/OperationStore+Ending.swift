import SMMAdapterKit
package import SMMDatabase
package import SMMModel
import SMMStore

extension OperationStore {
    /// Writes what an attempt came to: state, receipt, event and effects in the same transaction.
    func end(
        _ ended: CycleBatch.Ended, now: Instant, in tx: any WriteTransaction, into outcome: inout CycleOutcome
    ) throws {
        let operation = ended.operation
        var transition = ended.transition
        if let attempt = ended.attempt {
            let values: [5 of SQLValue] = [
                .integer(attempt.rawValue), now.sqlValue, (ended.progress?.rawValue).sqlValue, .text(ended.outcome),
                try transition.failure.map { try JSONText.encode($0) }.sqlValue,
            ]
            try tx.run(OperationStatements.endAttempt, values.span)
        }
        var values = try resultValues(operation, transition, now: now)
        let cancelled = try tx.run(OperationStatements.result, values.span) == 0
        if cancelled {
            // It may have been withdrawn since it was claimed, when the machine could not know.
            transition = transition.withdrawn
            values = try resultValues(operation, transition, now: now)
        }
        // Neither: the fence. Another claim owns it now, and its word counts.
        if cancelled, try tx.run(OperationStatements.withdrawnResult, values.span) == 0 { return }
        if cancelled, operation.kind == .publish, transition.state == .published {
            if !transition.effects.contains(.deletePublished) { transition.effects.append(.deletePublished) }
        }
        if let wake = transition.wake { outcome.wakes.append(wake) }
        outcome.ended.append(operation.id)
        try EventLog.append(
            EventDraft(
                at: now, brand: operation.brand, principal: principal,
                verb: "operation.\(transition.state.rawValue)", subjectKind: "operation",
                subject: operation.id.rawValue,
                post: operation.post, account: operation.account, before: operation.state.rawValue,
                after: transition.state.rawValue,
                detail: transition.receipt?.url ?? transition.failure?.message, retention: "routine"), in: tx)
        for effect in transition.effects {
            try carryOut(effect, operation, transition, now: now, in: tx, into: &outcome)
        }
    }

    private func resultValues(
        _ operation: OperationRecord, _ transition: OperationTransition, now: Instant
    ) throws -> [13 of SQLValue] {
        [
            .integer(operation.id.rawValue), .integer(operation.epoch), .text(transition.state.rawValue),
            transition.wake.sqlValue, .integer(Int64(transition.attempts)), .integer(Int64(transition.keyRound)),
            .integer(Int64(transition.absents)), transition.absentAt.sqlValue,
            try transition.receipt.map { try ContentText.encode($0) }.sqlValue,
            try transition.failure.map { try JSONText.encode($0) }.sqlValue,
            .integer(transition.clearsIntent ? 1 : 0), now.sqlValue, transition.state.isUnsettled.sqlValue,
        ]
    }

    private func carryOut(
        _ effect: OperationEffect, _ operation: OperationRecord, _ transition: OperationTransition, now: Instant,
        in tx: any WriteTransaction, into outcome: inout CycleOutcome
    ) throws {
        switch effect {
        case .holdAccount(.auth, let detail):
            outcome.holds.append(
                try AuthHold(operation.account, of: operation.brand).place(
                    detail, id: ids.next(), by: principal, post: operation.post, now: now, in: tx))
        case .holdAccount(let reason, let detail):
            let hold = Hold(
                id: ids.next(), brand: operation.brand, scope: .account(operation.account), reason: reason,
                detail: detail, placedAt: now, placedBy: principal.name)
            try place(hold, operation, in: tx, into: &outcome)
        case .holdOperation(let reason, let detail):
            let hold = Hold(
                id: ids.next(), brand: operation.brand, scope: .operation(operation.id), reason: reason,
                detail: detail, placedAt: now, placedBy: principal.name)
            try place(hold, operation, in: tx, into: &outcome)
        case .tell(let kind, let severity, let subject, let body, let command):
            let dedupe =
                kind == AuthHold.noticeKind
                ? AuthHold.notice(of: operation.account) : "\(kind):operation:\(operation.id)"
            try raise(
                NoticeDraft(
                    brand: operation.brand, kind: kind, dedupe: dedupe, severity: severity, subject: subject,
                    body: body, command: command, post: operation.post, account: operation.account),
                now: now, in: tx, into: &outcome)
        case .pauseAccount:
            break  // the dispatcher's lanes keep it; nothing durable
        case .releaseNextPart:
            try tx.run(
                OperationStatements.releaseNext, .integer(operation.post.rawValue), .integer(operation.id.rawValue),
                now.sqlValue)
            outcome.wakes.append(now)
        case .clearLaterParts:
            outcome.settled.merge(try clearLaterParts(of: operation, now: now, in: tx)) { $1 }
        case .failLaterParts:
            outcome.settled.merge(try failLaterParts(of: operation, now: now, in: tx)) { $1 }
        case .deletePublished:
            try insertDelete(of: operation, now: now, in: tx)
            outcome.wakes.append(now)
        }
    }

    /// Takes the doubt away from the parts behind one that is proven not to be there; gives those that were in doubt.
    func clearLaterParts(
        of operation: OperationRecord, now: Instant, in tx: any WriteTransaction
    ) throws -> [OperationID: AccountID] {
        let parts = Self.behind(operation)
        let doubted = try doubted(parts, of: operation, in: tx)
        try tx.run(OperationStatements.clearLater, parts.post, parts.delivery, parts.part, now.sqlValue)
        return doubted
    }

    /// Ends the parts behind one that did not go out; gives those that were in doubt.
    func failLaterParts(
        of operation: OperationRecord, now: Instant, in tx: any WriteTransaction
    ) throws -> [OperationID: AccountID] {
        let failure = Failure("part-before-failed", "The part before it could not be published.")
        let parts = Self.behind(operation)
        let doubted = try doubted(parts, of: operation, in: tx)
        try tx.run(
            OperationStatements.failLater, parts.post, parts.delivery, parts.part,
            .text(try JSONText.encode(failure)), now.sqlValue)
        return doubted
    }

    private typealias Behind = (post: SQLValue, delivery: SQLValue, part: SQLValue)

    private static func behind(_ operation: OperationRecord) -> Behind {
        (
            .integer(operation.post.rawValue), .integer(operation.delivery.rawValue),
            .integer(Int64(operation.part))
        )
    }

    /// All on the operation's account, as is its delivery.
    private func doubted(
        _ parts: Behind, of operation: OperationRecord, in tx: any ReadTransaction
    ) throws -> [OperationID: AccountID] {
        let found = try tx.query(OperationStatements.doubtedLater, [parts.post, parts.delivery, parts.part]) {
            OperationID(rawValue: try $0.int64(0))
        }
        return Dictionary(uniqueKeysWithValues: found.map { ($0, operation.account) })
    }

    /// Queues the delete of something that was withdrawn while it was being sent.
    private func insertDelete(of operation: OperationRecord, now: Instant, in tx: any WriteTransaction) throws {
        var delete = operation
        delete.id = ids.next()
        delete.kind = .delete
        delete.target = operation.id
        delete.after = nil
        delete.state = .scheduled
        delete.due = now
        delete.fingerprint = nil
        delete.expires = nil
        delete.createdAt = now
        try insert(delete, wake: now, in: tx)
    }

    /// Stores a new operation, to be looked at at `wake`; nil leaves it until something else wakes it.
    package func insert(
        _ operation: OperationRecord, wake: Instant?, indexesFingerprint: Bool = true, in tx: any WriteTransaction
    ) throws {
        let key = indexesFingerprint ? operation.fingerprint.map(OperationRecord.fingerprintKey) : nil
        let values: [19 of SQLValue] = [
            .integer(operation.id.rawValue), .integer(operation.delivery.rawValue), .integer(operation.post.rawValue),
            .integer(operation.brand.rawValue), .integer(operation.account.rawValue),
            .integer(operation.revision.rawValue), .text(operation.kind.rawValue), .integer(Int64(operation.part)),
            .integer(Int64(operation.parts)), (operation.after?.rawValue).sqlValue,
            (operation.target?.rawValue).sqlValue, .text(operation.state.rawValue),
            operation.state == .draft ? .null : operation.due.sqlValue, wake.sqlValue, operation.expires.sqlValue,
            operation.lateWindow.sqlValue, operation.fingerprint.sqlValue, key.sqlValue, operation.createdAt.sqlValue,
        ]
        try tx.run(OperationStatements.insertOperation, values.span)
    }
}
