package import SMMAdapterKit
package import SMMModel
import SMMStore

/// Decides what follows from what happened to an operation. Pure: no clock, no storage, no network.
package struct OperationMachine: Sendable {
    /// The numbers it works by.
    package let settings: PublishingSettings
    let backoff: Backoff

    /// A machine with these settings.
    package init(settings: PublishingSettings) {
        self.settings = settings
        self.backoff = Backoff(settings)
    }

    /// How long an ambiguous send of `manifest`'s platform is left alone.
    package func settle(_ manifest: PlatformManifest) -> Milliseconds {
        manifest.settle ?? settings.settle(for: manifest.guarantee.letter)
    }

    /// What follows from an attempt whose intent was durable.
    package func afterAttempt(
        _ operation: OperationRecord, _ outcome: AttemptOutcome, manifest: PlatformManifest, now: Instant,
        random: @autoclosure () -> Double
    ) -> OperationTransition {
        let transition = afterFirstAttempt(operation, outcome, manifest: manifest, now: now, random: random())
        let isResend = operation.state == .reconciling && !operation.kind.isNaturallyIdempotent
        return isResend ? stillInDoubt(operation, transition) : transition
    }

    /// A resend that did not go out says nothing of the send before it, whose answer was lost.
    private func stillInDoubt(
        _ operation: OperationRecord, _ transition: OperationTransition
    ) -> OperationTransition {
        var kept = transition
        switch transition.state {
        case .scheduled, .retryWait:
            kept.state = .ambiguous
            kept.clearsIntent = false
            return kept
        case .failed, .expired:
            let why = transition.failure.map { " (\($0.message))" } ?? ""
            return unknown(
                operation, transition.failure, saying: "The answer was lost, and sent again it was refused\(why).")
        default:
            return transition
        }
    }

    private func afterFirstAttempt(
        _ operation: OperationRecord, _ outcome: AttemptOutcome, manifest: PlatformManifest, now: Instant,
        random: @autoclosure () -> Double
    ) -> OperationTransition {
        switch outcome {
        case .published(let receipt):
            return published(operation, receipt)
        case .retry(let after, let reason):
            return retry(operation, after: after, reason: reason, now: now, random: random())
        case .rejected(let reason):
            return failed(operation, reason)
        case .duplicateOf(let receipt, let reason):
            return duplicate(operation, receipt, reason, manifest: manifest, now: now)
        case .needsReauth(let reason):
            return reauth(operation, reason, now: now)
        case .ambiguous(let evidence):
            return ambiguous(operation, evidence.failure, manifest: manifest, now: now)
        }
    }

    /// What follows from a preparation, in which nothing visible can have happened; nil when it is prepared.
    package func afterPreparation(
        _ operation: OperationRecord, _ result: PrepareResult, now: Instant, random: Double
    ) -> OperationTransition? {
        switch result {
        case .prepared: nil
        case .retry(let after, let reason): retry(operation, after: after, reason: reason, now: now, random: random)
        case .rejected(let reason): failed(operation, reason)
        case .needsReauth(let reason): reauth(operation, reason, now: now)
        }
    }

    /// The operation is done.
    func published(_ operation: OperationRecord, _ receipt: Receipt) -> OperationTransition {
        var transition = OperationTransition(operation, to: .published)
        transition.receipt = receipt
        if operation.part + 1 < operation.parts && operation.kind == .publish {
            transition.effects.append(.releaseNextPart)
        }
        if operation.cancelRequested && operation.kind == .publish { transition.effects.append(.deletePublished) }
        return transition
    }

    /// The platform refused for good.
    func failed(_ operation: OperationRecord, _ reason: Failure) -> OperationTransition {
        var transition = OperationTransition(operation, to: .failed)
        transition.failure = reason
        transition.attempts += 1
        if operation.part + 1 < operation.parts && operation.kind == .publish {
            transition.effects.append(.failLaterParts)
        }
        transition.effects.append(
            .tell(
                kind: "failed", severity: "warning", subject: "Not published: \(reason.message)",
                body: "The platform refused it for good (\(reason.code)).",
                command: "smmctl why \(operation.post)"))
        return transition
    }

    /// Certainly not done: try again later, unless its life is over or a person withdrew it.
    func retry(
        _ operation: OperationRecord, after: Milliseconds?, reason: Failure, now: Instant, random: Double
    ) -> OperationTransition {
        if operation.cancelRequested {
            var transition = OperationTransition(operation, to: .cancelled)
            transition.failure = reason
            return transition
        }
        if reason.code == FailureCode.held {
            var transition = OperationTransition(operation, to: .scheduled, wake: now)
            transition.clearsIntent = operation.attempts == 0
            return transition
        }
        var transition = OperationTransition(operation, to: .retryWait)
        transition.failure = reason
        transition.attempts += 1
        let isRate = FailureCode.isRate(reason)
        let asked = after ?? (isRate ? settings.rateDefault : nil)
        let clamped = asked.map { min(max($0, settings.rateMinimum), settings.rateMaximum) }
        let wait =
            clamped.map { Milliseconds(count: $0.count + Int64(Double($0.count) * 0.1 * random)) }
            ?? backoff.wait(afterAttempt: transition.attempts, random: random)
        transition.wake = now + wait
        transition.clearsIntent = true
        if isRate { transition.effects.append(.pauseAccount(until: now + wait)) }
        if now + wait > operation.due + settings.maximumLife {
            return expired(operation, reason)
        }
        if reason.code == FailureCode.tls && transition.attempts % settings.tlsFailures == 0 {
            transition.effects.append(
                .holdAccount(.tls, detail: "TLS to the platform failed \(transition.attempts) times: \(reason.message)")
            )
        }
        return transition
    }

    /// Its life is over: nothing more is tried, and a person is told.
    func expired(_ operation: OperationRecord, _ reason: Failure?) -> OperationTransition {
        var transition = OperationTransition(operation, to: .expired)
        transition.failure = reason
        if operation.part + 1 < operation.parts && operation.kind == .publish {
            transition.effects.append(.failLaterParts)
        }
        transition.effects.append(
            .tell(
                kind: "expired", severity: "warning", subject: "A post expired before it could go out",
                body: reason?.message ?? "Its time was over.", command: "smmctl why \(operation.post)"))
        return transition
    }

    /// The credential does not work: hold the account; the operation waits unharmed.
    func reauth(_ operation: OperationRecord, _ reason: Failure, now: Instant) -> OperationTransition {
        var transition = OperationTransition(operation, to: .scheduled, wake: now)
        transition.failure = reason
        transition.clearsIntent = true
        transition.effects.append(.holdAccount(.auth, detail: reason.message))
        transition.effects.append(
            .tell(
                kind: AuthHold.noticeKind, severity: "critical", subject: AuthHold.subject, body: reason.message,
                command: AuthHold.command(for: operation.account)))
        return transition
    }

    /// The platform says the same thing is there already: proof that an earlier lost send succeeded, or a stranger's.
    private func duplicate(
        _ operation: OperationRecord, _ receipt: Receipt?, _ reason: Failure, manifest: PlatformManifest, now: Instant
    ) -> OperationTransition {
        if let receipt { return published(operation, receipt) }
        guard operation.attempts > 0 || operation.intentAt != nil else { return failed(operation, reason) }
        return ambiguous(operation, reason, manifest: manifest, now: now)
    }

    /// The answer is lost: leave it alone for the settle time, then ask; where nothing can be asked, ask a person.
    package func ambiguous(
        _ operation: OperationRecord, _ reason: Failure, manifest: PlatformManifest, now: Instant
    ) -> OperationTransition {
        if case .none = manifest.guarantee, !operation.kind.isNaturallyIdempotent {
            return unknown(operation, reason, saying: "\(manifest.title) gives no way to ask.")
        }
        let until = now + settle(manifest)
        var transition = OperationTransition(operation, to: .ambiguous, wake: until)
        transition.failure = reason
        transition.attempts += 1
        transition.absents = 0
        transition.absentAt = nil
        transition.effects.append(.pauseAccount(until: until))
        return transition
    }

    /// Nobody but a person can say what became of it.
    func unknown(_ operation: OperationRecord, _ reason: Failure?, saying why: String) -> OperationTransition {
        var transition = OperationTransition(operation, to: .unknown)
        transition.failure = reason ?? Failure(FailureCode.unknown, why)
        let id = "\(operation.post)"
        transition.effects.append(
            .tell(
                kind: "unknown", severity: "critical", subject: "Was it published? smmd cannot know.",
                body: "\(why) Look at the account, then say what you found; nothing is sent again until you do.",
                command: "smmctl post resolve \(id) --published URL | --not-published"))
        return transition
    }
}
