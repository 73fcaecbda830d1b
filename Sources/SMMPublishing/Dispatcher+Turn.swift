import SMMAdapterKit
import SMMDatabase
import SMMModel

extension Dispatcher {
    /// The most that one turn claims, and the most that it starts. While a large turn is being written, all that was on
    /// its way comes back and the wire stands idle; small turns keep the writer and the wire at work at the same time.
    static let slice = 64

    /// Collects everything that can be written now.
    func nextBatch() async -> CycleBatch {
        var turn = batch
        batch = CycleBatch()
        guard !isStopping else { return turn }
        guard hooks.hasRoom() else {
            giveBackStarts(of: &turn)
            return turn
        }
        let now = clock.now
        while turn.starts.count < Self.slice, inFlight + turn.starts.count < settings.inFlight,
            let claimed = lanes.takeNext()
        {
            decide(claimed, now: now, into: &turn)
        }
        if isDue && lanes.waitingCount < settings.batch && !gate.holdsEverything {
            turn.claim = min(Self.slice, settings.batch)
            isDue = false
        }
        // Questions and preparations were launched by `decide`; their answers arrive as results.
        turn.ended += batch.ended
        turn.released += batch.released
        batch = CycleBatch()
        return turn
    }

    /// Preflight of one claimed operation whose lane is free: hold, lateness, breaker, rate, fuse, then its start.
    func decide(_ claimed: ClaimedOperation, now: Instant, into turn: inout CycleBatch) {
        let operation = claimed.record
        guard let account = directory.account(operation.account),
            let adapter = adapters.adapter(account.platform), let manifest = adapters.manifest(for: account)
        else {
            let failure = Failure("no-adapter", "No adapter speaks for this account any more.")
            end(claimed, machine.failed(operation, failure), "rejected", into: &turn)
            return
        }
        let isHeld =
            gate.hold(brand: operation.brand, account: operation.account, post: operation.post, operation: operation.id)
            != nil
        // A trip of this turn is a hold only once the turn is written.
        if isHeld || turn.tripped.contains(where: { $0.0.account == operation.account }) {
            giveBack(claimed, until: now, into: &turn)
            return
        }
        if operation.state != .reconciling, late(claimed, now: now, into: &turn) { return }
        // A question about one of two equal texts need not wait for the other's answer, which would wait for this one's.
        if operation.state != .reconciling, lanes.isBlocked(operation) {
            giveBackAlone(claimed, until: now + settings.listingGap, into: &turn)
            return
        }
        if let until = waitUntil(claimed, account: account, now: now) {
            giveBack(claimed, until: until, into: &turn)
            return
        }
        if operation.state == .reconciling {
            settled(claimed, adapter: adapter, manifest: manifest, now: now, into: &turn)
        } else if let preparer = adapter as? any PreparesMedia, needsPreparation(claimed) {
            prepare(claimed, with: preparer, manifest: manifest, now: now)
        } else {
            start(claimed, now: now, into: &turn)
        }
    }

    /// Whether it is of a kind that may have media to bring.
    private func needsPreparation(_ claimed: ClaimedOperation) -> Bool {
        switch claimed.record.kind {
        case .publish, .edit, .reply, .message: !claimed.isPrepared
        case .delete, .hide, .profile: false
        }
    }

    /// Handles what has come too late; true when it was handled.
    private func late(_ claimed: ClaimedOperation, now: Instant, into turn: inout CycleBatch) -> Bool {
        let operation = claimed.record
        switch machine.lateness(operation, isSlot: claimed.isSlot, now: now) {
        case .send:
            return false
        case .expire:
            end(claimed, machine.expired(operation, nil), "expired", into: &turn)
        case .moveToNextSlot:
            turn.moved.append(claimed)
            lanes.free(operation.account)
        case .miss:
            var transition = OperationTransition(operation, to: .missed)
            transition.failure = Failure("missed", "Its time had passed by more than its late window.")
            transition.effects.append(
                .tell(
                    kind: "missed", severity: "critical", subject: "A post missed its time",
                    body: "It was due and is now too late for its window. Send it now, or let it go.",
                    command: "smmctl post retry \(operation.post) | smmctl post cancel \(operation.post)"))
            end(claimed, transition, "missed", into: &turn)
        }
        return true
    }

    /// The instant before which the operation must wait for its account or destination; nil when it may go.
    private func waitUntil(_ claimed: ClaimedOperation, account: AccountProfile, now: Instant) -> Instant? {
        let operation = claimed.record
        if let until = limiter.waitUntil(operation.account, at: now), operation.state != .reconciling { return until }
        return breaker.waitUntil(Self.destination(account), at: now)
    }

    /// The host, as far as the account's settings tell; the breaker's key.
    static func destination(_ account: AccountProfile) -> String {
        account.settings["server"].map { "\(account.platform) \($0)" } ?? account.platform
    }

    /// After the settle time: resend, ask, or hand it to a person.
    private func settled(
        _ claimed: ClaimedOperation, adapter: any PlatformAdapter, manifest: PlatformManifest, now: Instant,
        into turn: inout CycleBatch
    ) {
        switch machine.afterSettle(claimed.record, manifest: manifest, now: now) {
        case .resend where lanes.isBlocked(claimed.record):
            giveBackAlone(claimed, until: now + settings.listingGap, into: &turn)
        case .resend: start(claimed, now: now, into: &turn)
        case .ask: ask(claimed, with: adapter, manifest: manifest, now: now)
        case .giveUp(let transition): end(claimed, transition, "unknown", into: &turn)
        }
    }

    /// Asks the fuse, then queues the intent.
    func start(_ claimed: ClaimedOperation, now: Instant, into turn: inout CycleBatch) {
        let operation = claimed.record
        let isResend = operation.intentAt != nil && !operation.isTriedByOriginalAtMost
        if operation.kind == .publish && !isResend {
            if let until = machine.spacing(operation, after: fuse.lastSend(of: operation.account), now: now) {
                // What is on time behind it does not wait with it.
                giveBackAlone(claimed, until: until, into: &turn)
                return
            }
            switch fuse.check(operation.account, at: now) {
            case .pass: break
            case .wait(let until):
                giveBack(claimed, until: until, into: &turn)
                return
            case .trip(let trip):
                turn.tripped.append((operation, trip))
                lanes.free(operation.account)
                return
            }
            fuse.record(operation.account, at: now)
        }
        tellBreaker(of: operation) { $0.began($1) }
        turn.starts.append(CycleBatch.Start(claimed: claimed, attempt: ids.next()))
    }

    /// Tells the breaker what became of a request to the operation's destination.
    func tellBreaker(of operation: OperationRecord, _ tell: (inout CircuitBreaker, _ destination: String) -> Void) {
        guard let account = directory.account(operation.account) else { return }
        tell(&breaker, Self.destination(account))
    }

    /// Gives back what was about to start: there is no room to record what would come of it.
    private func giveBackStarts(of turn: inout CycleBatch) {
        let starts = turn.starts
        turn.starts = []
        for start in starts {
            tellBreaker(of: start.claimed.record) { $0.abandoned($1) }
            giveBackAlone(start.claimed, until: clock.now, into: &turn)
        }
    }

    /// Gives an operation back to the queue; what waits behind it on the account goes on.
    private func giveBackAlone(_ claimed: ClaimedOperation, until: Instant, into turn: inout CycleBatch) {
        let operation = claimed.record
        turn.released.append(CycleBatch.Released(operation, wake: until))
        lanes.free(operation.account)
    }

    /// Gives an operation back to the queue, with everything that waits behind it on the account.
    func giveBack(_ claimed: ClaimedOperation, until: Instant, into turn: inout CycleBatch) {
        for each in [claimed] + lanes.takeAll(of: claimed.record.account) {
            turn.released.append(CycleBatch.Released(each.record, wake: until))
        }
        lanes.free(claimed.record.account)
    }

    /// Records the end of an operation that never came to an attempt.
    private func end(
        _ claimed: ClaimedOperation, _ transition: OperationTransition, _ outcome: String, into turn: inout CycleBatch
    ) {
        turn.ended.append(
            CycleBatch.Ended(operation: claimed.record, attempt: nil, transition: transition, outcome: outcome))
        lanes.free(claimed.record.account)
    }

    /// Everything claimed and not begun goes back: the daemon is stopping.
    func giveBackClaims() {
        let now = clock.now
        var turn = CycleBatch()
        for each in lanes.takeAll() {
            turn.released.append(CycleBatch.Released(each.record, wake: max(now, each.record.due)))
        }
        batch.released += turn.released
    }
}
