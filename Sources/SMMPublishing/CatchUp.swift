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
    }

    private let store: OperationStore
    private let machine: OperationMachine

    /// A catch-up that decides with `machine` and writes with `store`.
    package init(store: OperationStore, machine: OperationMachine) {
        self.store = store
        self.machine = machine
    }

    /// Judges everything that fell due in (`since`, `now`].
    ///
    /// - Parameter span: how the time off reads for a person, e.g. `22:10–07:40`.
    package func run(
        since: Instant, now: Instant, span: String, in tx: any WriteTransaction
    ) throws -> (summary: Summary, outcome: CycleOutcome) {
        var summary = Summary()
        var outcome = CycleOutcome()
        var next: [AccountID: Instant] = [:]
        let overdue = try tx.query(OperationStatements.due, [now.sqlValue, .integer(100_000)]) { row in
            try OperationRecord(row: row)
        }
        var missed: [OperationRecord] = []
        for operation in overdue where operation.kind == .publish && operation.due > since && isWaiting(operation) {
            let kind = try tx.first(OperationStatements.scheduleKind, [.integer(operation.delivery.rawValue)]) {
                try $0.text(0)
            }
            // A queue post that fell due while nobody was there has lost its slot, window or not.
            var decision = machine.lateness(operation, isSlot: kind == "slot", now: now)
            if kind == "slot", decision == .send, operation.part == 0 { decision = .moveToNextSlot }
            switch decision {
            case .send:
                let at = next[operation.account] ?? now
                next[operation.account] = at + machine.settings.catchUpGap
                if at > now { try store.delay(operation, until: at, now: now, in: tx) }
                outcome.wakes.append(at)
                summary.late += 1
            case .moveToNextSlot:
                summary.moved += try move(operation, now: now, missed: &missed, in: tx, into: &outcome)
            case .miss:
                missed.append(operation)
            case .expire:
                try store.end(
                    CycleBatch.Ended(
                        operation: operation, attempt: nil, transition: machine.expired(operation, nil),
                        outcome: "expired"), now: now, in: tx, into: &outcome)
                summary.expired += 1
            }
        }
        for operation in missed { try store.miss(operation, now: now, tell: false, in: tx, into: &outcome) }
        summary.missed = missed.count
        if !summary.isEmpty { try tell(summary, missed: missed, span: span, now: now, in: tx, into: &outcome) }
        return (summary, outcome)
    }

    private func isWaiting(_ operation: OperationRecord) -> Bool {
        operation.state == .scheduled || operation.state == .retryWait
    }

    private func move(
        _ operation: OperationRecord, now: Instant, missed: inout [OperationRecord], in tx: any WriteTransaction,
        into outcome: inout CycleOutcome
    ) throws -> Int {
        guard let slot = try store.slots.nextFreeSlot(of: operation.account, after: now, in: tx) else {
            missed.append(operation)
            return 0
        }
        try store.reschedule(operation, to: slot, now: now, in: tx)
        outcome.wakes.append(slot)
        return 1
    }

    private func tell(
        _ summary: Summary, missed: [OperationRecord], span: String, now: Instant, in tx: any WriteTransaction,
        into outcome: inout CycleOutcome
    ) throws {
        var parts: [String] = []
        if summary.moved > 0 { parts.append("\(summary.moved) moved") }
        if summary.late > 0 { parts.append("\(summary.late) go out late, spaced") }
        if summary.expired > 0 { parts.append("\(summary.expired) expired") }
        if summary.missed > 0 { parts.append("\(summary.missed) \(summary.missed == 1 ? "needs" : "need") you") }
        let command =
            summary.missed == 1
            ? "smmctl post retry \(missed[0].post) | smmctl post cancel \(missed[0].post)"
            : summary.missed > 1 ? "smmctl post list --state missed" : "smmctl queue"
        try store.raise(
            NoticeDraft(
                brand: missed.first?.brand, kind: "outage", dedupe: "outage:\(now.milliseconds)",
                severity: summary.missed > 0 ? "critical" : "info",
                subject: "off \(span): \(parts.joined(separator: ", "))",
                body:
                    "smmd was not running, or the clock jumped. What fell due meanwhile was judged once, as said above.",
                command: command), now: now, in: tx, into: &outcome)
    }
}
