package import SMMDatabase
package import SMMModel
import SMMStore

/// After an outage or a clock jump: spreads what fell due meanwhile, moves or misses what is too late, and tells it
/// in one summary.
package struct CatchUp: Sendable {
    /// What became of the operations that fell due.
    package struct Summary: Sendable, Hashable {
        /// Still in their window; go out late, spaced.
        package var late = 0
        /// Took the next free slot.
        package var moved = 0
        /// Too late; each is a question.
        package var missed = 0
        /// Their `expires` was over.
        package var expired = 0

        /// Nothing fell due.
        package init() {}

        /// Whether anything fell due.
        package var isEmpty: Bool { late + moved + missed + expired == 0 }

        /// Adds what fell due elsewhere.
        mutating func add(_ other: Summary) {
            late += other.late
            moved += other.moved
            missed += other.missed
            expired += other.expired
        }
    }

    /// What became of one brand's operations, and which of them are questions.
    private struct Share {
        var summary = Summary()
        var missed: [OperationRecord] = []
    }

    private let store: OperationStore
    private let machine: OperationMachine

    /// A catch-up that decides with `machine` and writes with `store`.
    package init(store: OperationStore, machine: OperationMachine) {
        self.store = store
        self.machine = machine
    }

    /// Judges everything that fell due in (`since`, `now`] and tells each brand concerned of its own, in one notice.
    ///
    /// - Parameter span: how the time off reads for a person, e.g. `22:10–07:40`.
    /// - Returns: the sum over all brands.
    package func run(
        since: Instant, now: Instant, span: String, in tx: any WriteTransaction
    ) throws -> (summary: Summary, outcome: CycleOutcome) {
        var outcome = CycleOutcome()
        var next: [AccountID: Instant] = [:]
        var shares: [BrandID: Share] = [:]
        let overdue = try tx.query(OperationStatements.due, [now.sqlValue, .integer(100_000)]) { row in
            try OperationRecord(row: row)
        }
        for operation in overdue where operation.kind == .publish && operation.due > since && isWaiting(operation) {
            try judge(
                operation, now: now, next: &next, share: &shares[operation.brand, default: Share()], in: tx,
                into: &outcome)
        }
        var total = Summary()
        for (brand, share) in shares.sorted(by: { $0.key < $1.key }) {
            for operation in share.missed { try store.miss(operation, now: now, tell: false, in: tx, into: &outcome) }
            try tell(brand, share, span: span, now: now, in: tx, into: &outcome)
            total.add(share.summary)
        }
        return (total, outcome)
    }

    /// Judges one operation; what is missed is left to the end, when it is told.
    private func judge(
        _ operation: OperationRecord, now: Instant, next: inout [AccountID: Instant], share: inout Share,
        in tx: any WriteTransaction, into outcome: inout CycleOutcome
    ) throws {
        let kind = try tx.first(OperationStatements.scheduleKind, [.integer(operation.delivery.rawValue)]) {
            try $0.text(0)
        }
        // A queue post that fell due while nobody was there has lost its slot, window or not.
        var decision = machine.lateness(operation, isSlot: kind == "slot", now: now)
        if kind == "slot", decision == .send, operation.part == 0 { decision = .moveToNextSlot }
        if decision == .moveToNextSlot, try !move(operation, now: now, in: tx, into: &outcome) { decision = .miss }
        switch decision {
        case .send:
            let at = next[operation.account] ?? now
            next[operation.account] = at + machine.settings.catchUpGap
            if at > now { try store.delay(operation, until: at, now: now, in: tx) }
            outcome.wakes.append(at)
            share.summary.late += 1
        case .moveToNextSlot:
            share.summary.moved += 1
        case .miss:
            share.missed.append(operation)
            share.summary.missed += 1
        case .expire:
            try store.end(
                CycleBatch.Ended(
                    operation: operation, attempt: nil, transition: machine.expired(operation, nil),
                    outcome: "expired"), now: now, in: tx, into: &outcome)
            share.summary.expired += 1
        }
    }

    private func isWaiting(_ operation: OperationRecord) -> Bool {
        operation.state == .scheduled || operation.state == .retryWait
    }

    /// Gives a queue post the next free slot; false when there is none.
    private func move(
        _ operation: OperationRecord, now: Instant, in tx: any WriteTransaction, into outcome: inout CycleOutcome
    ) throws -> Bool {
        guard let slot = try store.slots.nextFreeSlot(of: operation.account, after: now, in: tx) else { return false }
        try store.reschedule(operation, to: slot, now: now, in: tx)
        outcome.wakes.append(slot)
        return true
    }

    private func tell(
        _ brand: BrandID, _ share: Share, span: String, now: Instant, in tx: any WriteTransaction,
        into outcome: inout CycleOutcome
    ) throws {
        let summary = share.summary
        var parts: [String] = []
        if summary.moved > 0 { parts.append("\(summary.moved) moved") }
        if summary.late > 0 { parts.append("\(summary.late) go out late, spaced") }
        if summary.expired > 0 { parts.append("\(summary.expired) expired") }
        if summary.missed > 0 { parts.append("\(summary.missed) \(summary.missed == 1 ? "needs" : "need") you") }
        let only = share.missed.count == 1 ? share.missed.first?.post : nil
        let command =
            only.map { "smmctl post retry \($0) | smmctl post cancel \($0)" }
            ?? (summary.missed > 1 ? "smmctl post list --state missed" : "smmctl queue")
        try store.raise(
            NoticeDraft(
                brand: brand, kind: "outage", dedupe: "outage:\(brand):\(now.milliseconds)",
                severity: summary.missed > 0 ? "critical" : "info",
                subject: "off \(span): \(parts.joined(separator: ", "))",
                body:
                    "smmd was not running, or the clock jumped. What fell due meanwhile was judged once, as said above.",
                command: command), now: now, in: tx, into: &outcome)
    }
}
