import SMMAdapterKit
package import SMMDatabase
package import SMMModel
import SMMStore

/// Takes over what a daemon that is gone left behind, before anything is claimed.
package struct Recovery: Sendable {
    private let store: OperationStore
    private let machine: OperationMachine

    /// A recovery that decides with `machine` and writes with `store`.
    package init(store: OperationStore, machine: OperationMachine) {
        self.store = store
        self.machine = machine
    }

    /// Every `sending` becomes `ambiguous`, never `ready`; claims are given back; what may have ended the daemon is
    /// counted, spaced once it is near the limit, and held at it.
    ///
    /// - Parameter settle: the settle time of an account's platform.
    /// - Returns: how many operations were in flight.
    package func takeOver(
        now: Instant, settle: (AccountID) -> Milliseconds, in tx: any WriteTransaction
    ) throws -> (inFlight: Int, outcome: CycleOutcome) {
        var outcome = CycleOutcome()
        let abandoned = try tx.query(OperationStatements.abandoned, []) { try OperationRecord(row: $0) }
        let suspects = machine.suspects(among: abandoned)
        var inFlight = 0
        var spaced: Int64 = 0
        for operation in abandoned {
            let isSuspect = suspects.contains(operation.id)
            var transition = machine.afterRestart(
                operation, isSuspect: isSuspect, settle: settle(operation.account), now: now)
            if isSuspect, machine.isNearlyPoison(operation), transition.effects.isEmpty {
                transition.wake = transition.wake.map { $0 + machine.settings.catchUpGap.multiplied(by: spaced) }
                spaced += 1
            }
            if operation.state == .sending { inFlight += 1 }
            try tx.run(
                OperationStatements.restart, .integer(operation.id.rawValue), .text(transition.state.rawValue),
                transition.wake.sqlValue, .integer(Int64(transition.attempts)),
                .integer(Int64(operation.crashes + (isSuspect ? 1 : 0))), now.sqlValue,
                transition.state.isUnsettled.sqlValue)
            try EventLog.append(
                EventDraft(
                    at: now, brand: operation.brand, principal: .system(via: "start"),
                    verb: "operation.recovered", subjectKind: "operation", subject: operation.id.rawValue,
                    post: operation.post, account: operation.account, before: operation.state.rawValue,
                    after: transition.state.rawValue), in: tx)
            for effect in transition.effects {
                if case .holdOperation(let reason, let detail) = effect {
                    try store.place(
                        Hold(
                            id: store.ids.next(), brand: operation.brand, scope: .operation(operation.id),
                            reason: reason, detail: detail, placedAt: now, placedBy: "smmd"),
                        operation, in: tx, into: &outcome)
                    try store.raise(
                        NoticeDraft(
                            brand: operation.brand, kind: "poison", dedupe: "poison:\(operation.id)",
                            severity: "critical", subject: "A post stops smmd again and again; it is held",
                            body: detail, command: "smmctl why \(operation.post)", post: operation.post,
                            account: operation.account), now: now, in: tx, into: &outcome)
                }
            }
        }
        return (inFlight, outcome)
    }
}
