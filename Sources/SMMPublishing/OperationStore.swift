import SMMAdapterKit
package import SMMDatabase
package import SMMModel
import SMMStore

/// Writes what the machine decided. Every method runs inside a transaction of the caller.
package struct OperationStore: Sendable {
    let ids: IDSource
    let settings: PublishingSettings
    let slots: any SlotFinder
    let principal = Principal.system(via: "wheel")

    /// A store that makes ids with `ids` and finds free slots with `slots`.
    package init(ids: IDSource, settings: PublishingSettings, slots: any SlotFinder) {
        self.ids = ids
        self.settings = settings
        self.slots = slots
    }

    /// The same store with other numbers.
    func with(_ settings: PublishingSettings) -> OperationStore {
        OperationStore(ids: ids, settings: settings, slots: slots)
    }

    /// Applies one turn of the dispatcher.
    package func apply(
        _ batch: CycleBatch, anyHold: Bool, now: Instant, in tx: any WriteTransaction
    ) throws -> CycleOutcome {
        var outcome = CycleOutcome()
        for ended in batch.ended { try end(ended, now: now, in: tx, into: &outcome) }
        for released in batch.released {
            try release(released.operation, to: released.state, wake: released.wake, now: now, in: tx)
            outcome.wakes.append(released.wake)
        }
        for moved in batch.moved { try move(moved, now: now, in: tx, into: &outcome) }
        for operation in batch.prepared {
            try tx.run(
                OperationStatements.prepared, .integer(operation.id.rawValue), .integer(operation.epoch), now.sqlValue)
        }
        for (operation, trip) in batch.tripped { try tripFuse(trip, operation, now: now, in: tx, into: &outcome) }
        for start in batch.starts { try begin(start, now: now, in: tx, into: &outcome) }
        if batch.claim > 0 { try claim(batch.claim, anyHold: anyHold, now: now, in: tx, into: &outcome) }
        return outcome
    }

    /// Makes an intent durable, unless the row changed hands or the same text went to the same place.
    private func begin(
        _ start: CycleBatch.Start, now: Instant, in tx: any WriteTransaction, into outcome: inout CycleOutcome
    ) throws {
        let operation = start.claimed.record
        if let trip = try repeats(operation, now: now, in: tx) {
            try tripFuse(trip, operation, now: now, in: tx, into: &outcome)
            return
        }
        let intent: [3 of SQLValue] = [
            .integer(operation.id.rawValue), .integer(operation.epoch), now.sqlValue,
        ]
        guard try tx.run(OperationStatements.intent, intent.span) == 1 else {
            // Another claim owns it, which this leaves alone, or it was withdrawn while it was in doubt: to be asked about.
            let released = CycleBatch.Released(operation, wake: now)
            try release(operation, to: released.state, wake: now, now: now, in: tx)
            outcome.wakes.append(now)
            return
        }
        let attempt: [7 of SQLValue] = [
            .integer(start.attempt.rawValue), .integer(operation.id.rawValue), .integer(operation.account.rawValue),
            .integer(Int64(operation.attempts + 1)), .integer(operation.epoch), .integer(Int64(operation.keyRound)),
            now.sqlValue,
        ]
        try tx.run(OperationStatements.insertAttempt, attempt.span)
        outcome.started.insert(operation.id)
    }

    /// The fuse's memory of texts is the database itself: the same fingerprint on the same account in the window.
    private func repeats(_ operation: OperationRecord, now: Instant, in tx: any WriteTransaction) throws -> FuseTrip? {
        guard let fingerprint = operation.fingerprint, settings.fuse.repeatWindow > .zero else { return nil }
        let since = now - settings.fuse.repeatWindow
        let values: [SQLValue] = [
            .integer(OperationRecord.fingerprintKey(fingerprint)), .integer(operation.account.rawValue),
            .integer(operation.id.rawValue), since.sqlValue,
        ]
        var found = 0
        try tx.forEach(OperationStatements.repeated, values) { row in
            if try row.optionalBlob(1) == fingerprint { found += 1 }
        }
        guard found > 0 else { return nil }
        // Who releases the hold has seen that it is a repeat: this content goes out, another one trips again.
        let released: [SQLValue] = [.integer(operation.post.rawValue), .integer(operation.revision.rawValue)]
        if try tx.first(OperationStatements.repeatAllowed, released, { try $0.int64(0) }) != nil { return nil }
        return FuseTrip(rule: "repeat", measured: found + 1, allowed: 1)
    }

    /// Places the fuse's hold and gives the operation back untouched.
    package func tripFuse(
        _ trip: FuseTrip, _ operation: OperationRecord, now: Instant, in tx: any WriteTransaction,
        into outcome: inout CycleOutcome
    ) throws {
        let scope: HoldScope = trip.rule == "repeat" ? .post(operation.post) : .account(operation.account)
        let hold = Hold(
            id: ids.next(), brand: operation.brand, scope: scope, reason: .fuse, detail: trip.sentence, placedAt: now,
            placedBy: "fuse")
        try place(hold, operation, in: tx, into: &outcome)
        try raise(
            NoticeDraft(
                brand: operation.brand, kind: "fuse", dedupe: "fuse:\(scope.kind):\(scope.key)", severity: "critical",
                subject: "The fuse tripped: \(trip.sentence)",
                body: "Nothing more goes out there until you have looked and reset it.",
                command: trip.rule == "repeat"
                    ? "smmctl why \(operation.post) | smmctl hold release \(hold.id)"
                    : "smmctl fuse reset \(operation.account)",
                post: operation.post, account: operation.account), now: now, in: tx, into: &outcome)
        let released = CycleBatch.Released(operation, wake: now)
        try release(operation, to: released.state, wake: now, now: now, in: tx)
    }

    /// Gives a claim back untouched.
    private func release(
        _ operation: OperationRecord, to state: OperationState, wake: Instant, now: Instant,
        in tx: any WriteTransaction
    ) throws {
        try tx.run(
            OperationStatements.release, .integer(operation.id.rawValue), .integer(operation.epoch),
            .text(state.rawValue), wake.sqlValue, now.sqlValue, state.isUnsettled.sqlValue)
    }

    /// Stores a hold with its event.
    func place(
        _ hold: Hold, _ operation: OperationRecord, in tx: any WriteTransaction, into outcome: inout CycleOutcome
    ) throws {
        try Holds.place(hold, in: tx)
        try EventLog.append(
            EventDraft(
                at: hold.placedAt, brand: hold.brand, principal: principal, verb: "hold.placed", subjectKind: "hold",
                subject: hold.id.rawValue, post: operation.post, account: operation.account,
                after: hold.reason.rawValue,
                detail: hold.detail), in: tx)
        outcome.holds.append(hold)
    }

    /// Raises a notice.
    func raise(
        _ draft: NoticeDraft, now: Instant, in tx: any WriteTransaction, into outcome: inout CycleOutcome
    ) throws {
        if try Notices.raise(draft, id: ids.next(), now: now, in: tx) { outcome.raisedNotice = true }
    }
}
