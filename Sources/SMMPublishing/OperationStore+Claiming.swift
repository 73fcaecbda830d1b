import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMStore

extension OperationStore {
    /// Takes up to `limit` due operations, in due order, passing over what is held.
    func claim(
        _ limit: Int, anyHold: Bool, now: Instant, in tx: any WriteTransaction, into outcome: inout CycleOutcome
    ) throws {
        let statement = anyHold ? OperationStatements.dueUnheld : OperationStatements.due
        var found = try tx.query(statement, [now.sqlValue, .integer(Int64(limit))]) { row in
            ClaimedOperation(record: try OperationRecord(row: row), content: try row.text(27), isSlot: false)
        }
        outcome.moreDue = found.count == limit
        let lease = (now + .seconds(60)).sqlValue
        for index in found.indices {
            let isQuestion = found[index].record.state == .ambiguous
            let state: OperationState = isQuestion ? .reconciling : .claimed
            let values: [4 of SQLValue] = [
                .integer(found[index].record.id.rawValue), .text(state.rawValue), lease, now.sqlValue,
            ]
            try tx.run(OperationStatements.claim, values.span)
            found[index].record.state = state
            found[index].record.epoch += 1
            try complete(&found[index], now: now, in: tx)
        }
        outcome.claimed = found
    }

    /// Fills in what only some operations need: receipts of earlier parts, and the kind of schedule of late ones.
    private func complete(_ claimed: inout ClaimedOperation, now: Instant, in tx: any WriteTransaction) throws {
        let operation = claimed.record
        if operation.due + .minutes(1) < now {
            let kind = try tx.first(OperationStatements.scheduleKind, [.integer(operation.delivery.rawValue)]) {
                try $0.text(0)
            }
            claimed.isSlot = kind == "slot"
        }
        guard operation.part > 0 || operation.target != nil else { return }
        let values: [SQLValue] = [.integer(operation.post.rawValue), .integer(operation.delivery.rawValue)]
        try tx.forEach(OperationStatements.receipts, values) { row in
            let id = OperationID(rawValue: try row.int64(0))
            let receipt = try JSONText.decode(Receipt.self, from: try row.text(2))
            if id == operation.after || id == operation.target { claimed.parent = receipt }
            if try row.int64(1) == 0 && claimed.root == nil { claimed.root = receipt }
        }
    }

    /// Gives a late queue post the next free slot; without slots it becomes a question.
    func move(
        _ claimed: ClaimedOperation, now: Instant, in tx: any WriteTransaction, into outcome: inout CycleOutcome
    ) throws {
        let operation = claimed.record
        guard let slot = try slots.nextFreeSlot(of: operation.account, after: now, in: tx) else {
            try miss(operation, now: now, tell: true, in: tx, into: &outcome)
            return
        }
        guard try reschedule(operation, to: slot, now: now, in: tx) else { return }
        outcome.wakes.append(slot)
        outcome.ended.append(operation.id)
    }

    /// Moves an operation and its delivery to another instant; false where it changed hands, as by being withdrawn.
    @discardableResult
    func reschedule(
        _ operation: OperationRecord, to instant: Instant, now: Instant, in tx: any WriteTransaction
    ) throws -> Bool {
        let state: OperationState = operation.attempts > 0 ? .retryWait : .scheduled
        let values: [5 of SQLValue] = [
            .integer(operation.id.rawValue), .text(state.rawValue), instant.sqlValue, now.sqlValue,
            .integer(operation.epoch),
        ]
        guard try tx.run(OperationStatements.reschedule, values.span) == 1 else { return false }
        try tx.run(OperationStatements.rescheduleDelivery, .integer(operation.delivery.rawValue), instant.sqlValue)
        try EventLog.append(
            EventDraft(
                at: now, brand: operation.brand, principal: principal, verb: "operation.moved",
                subjectKind: "operation",
                subject: operation.id.rawValue, post: operation.post, account: operation.account,
                before: "\(operation.due.milliseconds)", after: "\(instant.milliseconds)",
                detail: "Its slot had passed; the next free one takes it."), in: tx)
        return true
    }

    /// Too late for its window: it stands still until a person decides.
    func miss(
        _ operation: OperationRecord, now: Instant, tell: Bool, in tx: any WriteTransaction,
        into outcome: inout CycleOutcome
    ) throws {
        var transition = OperationTransition(operation, to: .missed)
        transition.failure = Failure("missed", "Its time had passed by more than its late window.")
        if tell {
            transition.effects.append(
                .tell(
                    kind: "missed", severity: "critical", subject: "A post missed its time",
                    body: "It was due and is now too late for its window. Send it now, or let it go.",
                    command: "smmctl post retry \(operation.post) | smmctl post cancel \(operation.post)"))
        }
        try end(
            CycleBatch.Ended(operation: operation, attempt: nil, transition: transition, outcome: "missed"), now: now,
            in: tx, into: &outcome)
    }
}

extension OperationStore {
    /// Lets a late operation wait its turn; its due instant stays what it was.
    func delay(_ operation: OperationRecord, until: Instant, now: Instant, in tx: any WriteTransaction) throws {
        try tx.run(
            OperationStatements.delay, .integer(operation.id.rawValue), until.sqlValue, now.sqlValue)
    }
}
