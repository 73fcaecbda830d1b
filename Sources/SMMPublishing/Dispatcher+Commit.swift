import Logging
import SMMAdapterKit
import SMMDatabase
import SMMModel

extension Dispatcher {
    /// Commits in a row that may fail before the daemon stops and lets systemd start it anew.
    private static let maximumFailedCommits = 3
    /// How long a full disk is left alone.
    private static let fullPause = Milliseconds.seconds(5)

    /// Writes one turn and acts on what it brought about. Until the commit returned, nothing of it happened.
    func commit(_ turn: CycleBatch) async throws {
        let store = self.store
        let now = clock.now
        let anyHold = !gate.isEmpty
        let outcome: CycleOutcome
        do {
            outcome = try await database.write { tx in try store.apply(turn, anyHold: anyHold, now: now, in: tx) }
            failedCommits = 0
            isFull = false
        } catch {
            try await commitFailed(turn, error)
            return
        }
        for hold in outcome.holds { gate.place(hold) }
        settleLanes(turn, outcome)
        for claimed in outcome.claimed {
            hooks.observer?.reached(.claimed, operation: claimed.record.id.rawValue)
            lanes.add(claimed)
        }
        if outcome.moreDue { isDue = true }
        for start in turn.starts {
            if outcome.started.contains(start.claimed.record.id) {
                launch(start, intentAt: now)
            } else {
                tellBreaker(of: start.claimed.record) { $0.abandoned($1) }
                lanes.free(start.claimed.record.account)
            }
        }
        tellOthers(turn, outcome)
    }

    /// What was in doubt is so no more, by the word of a person: what has the same text need not wait for it.
    func settled(_ operations: [OperationID: AccountID]) {
        for (operation, account) in operations { lanes.markCertain(operation, of: account) }
    }

    private func settleLanes(_ turn: CycleBatch, _ outcome: CycleOutcome) {
        settled(outcome.settled)
        for ended in turn.ended {
            let operation = ended.operation
            if ended.transition.state.isUncertain {
                lanes.markUncertain(operation.id, of: operation.account, operation.fingerprint)
            } else {
                lanes.markCertain(operation.id, of: operation.account)
            }
            if ended.isFound { lanes.free(operation.account) }
        }
    }

    private func tellOthers(_ turn: CycleBatch, _ outcome: CycleOutcome) {
        if !outcome.wakes.isEmpty {
            let now = clock.now
            if outcome.wakes.contains(where: { $0 <= now }) { isDue = true }
            hooks.alarm(outcome.wakes)
        }
        if let observer = hooks.observer {
            for ended in turn.ended { observer.reached(.result, operation: ended.operation.id.rawValue) }
        }
        if !turn.ended.isEmpty || !outcome.holds.isEmpty || !turn.moved.isEmpty { hooks.committed() }
        if outcome.raisedNotice { hooks.noticeRaised() }
    }

    /// The disk is full, which is no reason to stop: what was kept aside takes the results; where even that is used up
    /// they wait in memory.
    private func waitForRoom(_ error: any Error) async throws {
        let couldBegin = hooks.hasRoom()
        if !isFull || couldBegin { hooks.outOfRoom() }
        // At once where the reserve has just been given back: whether for the first time or, where there only seemed to be
        // room again, once more.
        guard isFull, !couldBegin || hooks.hasRoom() else {
            isFull = true
            return
        }
        guard !isStopping else { throw error }
        hooks.alarm([clock.now + Self.fullPause])
        await waitForWork()
    }

    /// Keeps the results for the next try; gives up the claims and intents, which did not happen.
    private func commitFailed(_ turn: CycleBatch, _ error: any Error) async throws {
        failedCommits += 1
        logger.error("A turn could not be written.", metadata: ["error.code": "\(error)"])
        for start in turn.starts {
            tellBreaker(of: start.claimed.record) { $0.abandoned($1) }
            lanes.free(start.claimed.record.account)
        }
        batch.ended = turn.ended + batch.ended
        batch.released = turn.released + batch.released
        batch.moved = turn.moved + batch.moved
        batch.tripped = turn.tripped + batch.tripped
        batch.released += turn.starts.map { CycleBatch.Released($0.claimed.record, wake: clock.now) }
        isDue = isDue || turn.claim > 0
        if (error as? DatabaseFailure)?.code == .full {
            failedCommits -= 1
            try await waitForRoom(error)
            return
        }
        let isFinal = (error as? DatabaseFailure).map { $0.code == .corrupt || $0.code == .closed } ?? false
        guard failedCommits < Self.maximumFailedCommits, !isFinal else { throw error }
    }
}
