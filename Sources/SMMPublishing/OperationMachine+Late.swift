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

    /// Until when a late post waits, so that what was kept back for long does not come in a burst; nil when it may go.
    ///
    /// - Parameter last: when its account last sent something.
    package func spacing(_ operation: OperationRecord, after last: Instant?, now: Instant) -> Instant? {
        guard let last, operation.part == 0, now - operation.due > settings.outage else { return nil }
        let next = last + settings.catchUpGap
        return next > now ? next : nil
    }

    /// Those of the operations a daemon left behind that may have been in an adapter's hands when it ended, and so may
    /// have ended it.
    ///
    /// A question is claimed in the state it is asked in, but an account has one call at a time: of its questions only
    /// the first can have been asked, and none where something was being sent. The others are innocent.
    ///
    /// - Parameter abandoned: in the order of their ids, which is the one they are claimed in after a restart.
    func suspects(among abandoned: [OperationRecord]) -> Set<OperationID> {
        var suspects = abandoned.filter { $0.state == .sending || $0.state == .prepared }
        var busy = Set(suspects.map(\.account))
        for operation in abandoned where operation.state == .reconciling {
            if busy.insert(operation.account).inserted { suspects.append(operation) }
        }
        return Set(suspects.map(\.id))
    }

    /// Whether one more crash would have this suspect held. From then on such suspects are woken one after another,
    /// so that the one that ends the daemon is alone in its hands when it does so again.
    func isNearlyPoison(_ suspect: OperationRecord) -> Bool {
        suspect.crashes + 2 >= settings.poisonCrashes
    }

    /// What a daemon finds of operations its predecessor left behind. `now` is the instant of the start.
    ///
    /// `sending` never becomes `scheduled`: bytes may have left.
    package func afterRestart(
        _ operation: OperationRecord, isSuspect: Bool, settle: Milliseconds, now: Instant
    ) -> OperationTransition {
        var transition: OperationTransition
        switch operation.state {
        case .sending:
            transition = OperationTransition(operation, to: .ambiguous, wake: now + settle)
            transition.attempts += 1
        case .reconciling:
            transition = OperationTransition(operation, to: .ambiguous, wake: now)
        default:
            transition = OperationTransition(
                operation, to: operation.attempts > 0 ? .retryWait : .scheduled, wake: max(now, operation.due))
        }
        if isSuspect, operation.crashes + 1 >= settings.poisonCrashes {
            transition.effects.append(
                .holdOperation(
                    .poison, detail: "smmd stopped \(operation.crashes + 1) times while it worked on this operation."))
        }
        return transition
    }
}
