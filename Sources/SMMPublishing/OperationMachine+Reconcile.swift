package import SMMAdapterKit
package import SMMModel

/// What to do with an ambiguous operation once the settle time is over.
package enum SettledStep: Sendable, Hashable {
    /// Sending it again is harmless: same record key, same idempotency key, or a naturally idempotent kind.
    case resend
    /// Ask the platform.
    case ask
    /// Only a person can say.
    case giveUp(OperationTransition)
}

extension OperationMachine {
    /// The class-specific step after the settle time.
    package func afterSettle(
        _ operation: OperationRecord, manifest: PlatformManifest, now: Instant
    ) -> SettledStep {
        if operation.kind.isNaturallyIdempotent { return .resend }
        switch manifest.guarantee {
        case .serverObject where operation.isTriedByOriginalAtMost:
            // Without the object's id an adapter would take it for one that was never made.
            return .giveUp(unknown(operation, nil, saying: "The database is a copy made before it was tried."))
        case .recordKey, .serverObject, .listing:
            return .ask
        case .idempotencyKey(let window):
            // What a person withdrew, or what is too late by now, is not sent to find out; nor what only the original of a
            // copy has tried, if anybody.
            guard let intent = operation.intentAt, !operation.cancelRequested, !operation.isTriedByOriginalAtMost,
                lateness(operation, isSlot: false, now: now) == .send
            else { return .ask }
            return now < intent + window - settings.keyMargin ? .resend : .ask
        case .none:
            return .giveUp(unknown(operation, nil, saying: "\(manifest.title) gives no way to ask."))
        }
    }

    /// Until when what is asked about can have gone out. What only the original of a copy can have tried may be newer
    /// than this machine's clock, which nothing says is right.
    func askedUntil(_ operation: OperationRecord, now: Instant) -> Instant {
        guard operation.isTriedByOriginalAtMost else { return now }
        return max(now, operation.due) + settings.maximumLife
    }

    /// What follows from the platform's answer to the question what became of it.
    package func afterReconcile(
        _ operation: OperationRecord, _ result: ReconcileResult, manifest: PlatformManifest, now: Instant,
        random: Double
    ) -> OperationTransition {
        switch result {
        case .found(let receipt):
            return published(operation, receipt)
        case .unfinished:
            return sendAgain(operation, newKey: false, now: now)
        case .absent(let proof):
            return absent(operation, proof, manifest: manifest, now: now)
        case .several(let receipts):
            return unknown(
                operation, nil, saying: "\(receipts.count) things on the account look like it.")
        case .cannotTell(let reason):
            return unknown(operation, reason, saying: "\(manifest.title) could not say.")
        case .askAgain(let after, let reason):
            return askAgain(operation, after: after, reason: reason, now: now, random: random)
        case .needsReauth(let reason):
            var transition = reauth(operation, reason, now: now)
            transition.state = .ambiguous
            transition.wake = now + settle(manifest)
            transition.clearsIntent = false
            return transition
        }
    }

    /// Not there: proof at once where the lookup is authoritative, else two listings that agree.
    private func absent(
        _ operation: OperationRecord, _ proof: ListingProof, manifest: PlatformManifest, now: Instant
    ) -> OperationTransition {
        if proof.isAuthoritative { return sendAgain(operation, newKey: false, now: now) }
        guard proof.coversWindow else {
            return unknown(operation, nil, saying: "The account's listing does not reach back far enough.")
        }
        let first = operation.absentAt
        let agrees = first.map { proof.fetchedAt - $0 >= settings.listingGap } ?? false
        guard agrees else {
            var transition = OperationTransition(operation, to: .ambiguous)
            transition.absents = max(1, operation.absents)
            transition.absentAt = first ?? proof.fetchedAt
            transition.wake = (first ?? proof.fetchedAt) + settings.listingGap
            return transition
        }
        guard settings.onAbsent == .resend, isListingTrusted(manifest) else {
            return unknown(
                operation, nil,
                saying:
                    "Two listings of the account, \((proof.fetchedAt - (first ?? now)).count / 1000) s apart, do not show it."
            )
        }
        return sendAgain(operation, newKey: true, now: now)
    }

    private func isListingTrusted(_ manifest: PlatformManifest) -> Bool {
        switch manifest.guarantee {
        case .listing(let complete): complete
        case .idempotencyKey: true
        default: false
        }
    }

    /// Proven not to be there: back to the queue.
    private func sendAgain(_ operation: OperationRecord, newKey: Bool, now: Instant) -> OperationTransition {
        var transition = OperationTransition(operation, to: operation.cancelRequested ? .cancelled : .retryWait)
        if operation.part + 1 < operation.parts { transition.effects.append(.clearLaterParts) }
        if operation.cancelRequested { return transition }
        // Of a copy made long before, even its time may be still to come.
        transition.wake = max(now, operation.due)
        transition.absents = 0
        transition.absentAt = nil
        if operation.isTriedByOriginalAtMost {
            // A first try here, under the key that the original would have used.
            transition.state = .scheduled
        } else if newKey {
            transition.keyRound += 1
            transition.clearsIntent = true
        }
        return transition
    }

    /// The question failed: ask again with growing patience; after the maximum life a person must look.
    private func askAgain(
        _ operation: OperationRecord, after: Milliseconds?, reason: Failure, now: Instant, random: Double
    ) -> OperationTransition {
        // Of a copy it counts from when a start adopted it.
        let since = (operation.isTriedByOriginalAtMost ? operation.unsettledAt : operation.intentAt) ?? operation.due
        guard now < since + settings.maximumLife else {
            return unknown(
                operation, reason, saying: "It was in doubt for days, and the platform did not answer the question.")
        }
        var transition = OperationTransition(operation, to: .ambiguous)
        transition.failure = reason
        transition.absents = operation.absents
        let wait = after.map { min(max($0, settings.rateMinimum), settings.rateMaximum) }
        transition.wake = now + (wait ?? backoff.wait(afterTrying: now - since, random: random))
        return transition
    }
}
