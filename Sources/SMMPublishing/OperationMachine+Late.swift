package import SMMModel

extension OperationMachine {
    /// The missed policy by kind of schedule. Only sends are judged: an edit or delete is never too late.
    ///
    /// - Parameter isSlot: whether the delivery waits in a queue rather than for a fixed time.
    package func lateness(_ operation: OperationRecord, isSlot: Bool, now: Instant) -> LateDecision {
        if let expires = operation.expires, now >= expires { return .expire }
        guard !operation.kind.isNaturallyIdempotent else { return .send }
        if now >= operation.due + settings.maximumLife { return isSlot ? .expire : .miss }
        let window = operation.lateWindow ?? settings.lateWindow
        guard now > operation.due + window else { return .send }
        return isSlot ? .moveToNextSlot : .miss
    }

    /// What a daemon finds of operations its predecessor left behind. `now` is the instant of the start.
    ///
    /// `sending` never becomes `scheduled`: bytes may have left.
    package func afterRestart(
        _ operation: OperationRecord, settle: Milliseconds, now: Instant
    ) -> OperationTransition {
        let wasInAdapter = operation.state == .sending || operation.state == .prepared
        switch operation.state {
        case .sending:
            var transition = OperationTransition(operation, to: .ambiguous, wake: now + settle)
            transition.attempts += 1
            addPoison(&transition, operation, wasInAdapter: wasInAdapter)
            return transition
        case .reconciling:
            return OperationTransition(operation, to: .ambiguous, wake: now)
        default:
            var transition = OperationTransition(
                operation, to: operation.attempts > 0 ? .retryWait : .scheduled, wake: max(now, operation.due))
            addPoison(&transition, operation, wasInAdapter: wasInAdapter)
            return transition
        }
    }

    private func addPoison(
        _ transition: inout OperationTransition, _ operation: OperationRecord, wasInAdapter: Bool
    ) {
        guard wasInAdapter, operation.crashes + 1 >= settings.poisonCrashes else { return }
        transition.effects.append(
            .holdOperation(
                .poison, detail: "smmd stopped \(operation.crashes + 1) times while it worked on this operation."))
    }
}
