import Logging
import SMMAdapterKit
import SMMDatabase
import SMMModel

extension Dispatcher {
    /// Sends one operation whose intent is durable.
    func launch(_ start: CycleBatch.Start, intentAt: Instant) {
        let operation = start.claimed.record
        hooks.observer?.reached(.intent, operation: operation.id.rawValue)
        guard let account = directory.account(operation.account), let adapter = adapters.adapter(account.platform),
            let manifest = adapters.manifest(for: account)
        else {
            tellBreaker(of: operation) { $0.abandoned($1) }
            lanes.free(operation.account)
            return
        }
        let tally = RequestTally()
        let context = context(for: start.claimed, manifest: manifest, tally: tally)
        let builder = self.builder
        let gate = self.gate
        let observer = hooks.observer
        let credentials = self.credentials
        inFlight += 1
        // Not on this actor, which would be taken up and given back once for each of them.
        flights[operation.id] = Task { @concurrent in
            let operation = start.claimed.record
            let result: AttemptResult
            if let hold = gate.hold(
                brand: operation.brand, account: operation.account, post: operation.post, operation: operation.id)
            {
                let failure = Failure(
                    FailureCode.held, "A hold was placed (\(hold.reason.rawValue)); nothing was sent.")
                result = AttemptResult(.retry(after: nil, reason: failure))
            } else {
                result = await Self.acting(for: account, from: credentials, in: context) { context in
                    await Self.attempt(
                        start.claimed, with: adapter, builder: builder, context: context, intentAt: intentAt)
                }
            }
            observer?.reached(.parsed, operation: operation.id.rawValue)
            await self.attemptEnded(
                start, result, account: account, manifest: context.manifest, hasSent: tally.hasSent)
        }
    }

    /// One call into the adapter. Whatever cannot be built was certainly not sent.
    private static func attempt(
        _ claimed: ClaimedOperation, with adapter: any PlatformAdapter, builder: RequestBuilder,
        context: AdapterContext, intentAt: Instant
    ) async -> AttemptResult {
        do throws(Failure) {
            switch claimed.record.kind {
            case .publish:
                return await adapter.publish(try builder.publish(claimed, intentAt: intentAt), in: context)
            case .reply:
                guard let answerer = adapter as? any RepliesToComments else { throw Self.cannot("reply") }
                return await answerer.reply(try builder.publish(claimed, intentAt: intentAt), in: context)
            case .message:
                guard let sender = adapter as? any SendsDirectMessages else { throw Self.cannot("send messages") }
                return await sender.message(try builder.publish(claimed, intentAt: intentAt), in: context)
            case .edit:
                guard let editor = adapter as? any EditsPosts else { throw Self.cannot("edit") }
                return await editor.edit(try builder.edit(claimed, intentAt: intentAt), in: context)
            case .delete:
                guard let deleter = adapter as? any DeletesPosts else { throw Self.cannot("delete") }
                return await deleter.delete(try builder.delete(claimed), in: context)
            case .hide, .profile:
                throw Self.cannot(claimed.record.kind.rawValue)
            }
        } catch {
            return AttemptResult(.rejected(error))
        }
    }

    private static func cannot(_ what: String) -> Failure {
        Failure("not-supported", "This platform cannot \(what) by its API.")
    }

    private func context(
        for claimed: ClaimedOperation, manifest: PlatformManifest, tally: RequestTally
    ) -> AdapterContext {
        let operation = claimed.record
        return AdapterContext(
            clock: clock,
            transport: GatedTransport(
                next: transport, gate: gate, brand: operation.brand, account: operation.account, post: operation.post,
                operation: operation.id, tally: tally, observer: hooks.observer),
            media: media, pictures: pictures,
            steps: StepStore(
                database: database, operation: operation.id, steps: operation.steps, observer: hooks.observer),
            manifest: manifest, hasPublished: Self.history(of: operation.account, in: database))
    }

    private static func history(
        of account: AccountID, in database: any Database
    ) -> @Sendable () async throws(Failure) -> Bool {
        { () async throws(Failure) in
            do {
                return try await database.read { tx in
                    try tx.first(OperationStatements.anyPublished, [.integer(account.rawValue)]) { try $0.int64(0) }
                        != nil
                }
            } catch {
                throw Failure("database", "The database could not be read.")
            }
        }
    }

    private func attemptEnded(
        _ start: CycleBatch.Start, _ result: AttemptResult, account: AccountProfile, manifest: PlatformManifest,
        hasSent: Bool
    ) {
        let now = clock.now
        let operation = start.claimed.record
        let transition = machine.afterAttempt(
            operation, result.outcome, manifest: manifest, now: now, random: random())
        var progress: TransferProgress?
        if case .ambiguous(let evidence) = result.outcome { progress = evidence.progress }
        note(result, account: account, hasSent: hasSent, now: now)
        finish(
            CycleBatch.Ended(
                operation: operation, attempt: start.attempt, transition: transition, outcome: result.outcome.name,
                progress: progress))
    }

    /// Asks the platform what became of an operation.
    func ask(
        _ claimed: ClaimedOperation, with adapter: any PlatformAdapter, manifest: PlatformManifest, now: Instant
    ) {
        let operation = claimed.record
        let tally = RequestTally()
        let context = context(for: claimed, manifest: manifest, tally: tally)
        let builder = self.builder
        let database = self.database
        let until = machine.askedUntil(operation, now: now)
        let maximumLife = settings.maximumLife
        let credentials = self.credentials
        tellBreaker(of: operation) { $0.began($1) }
        inFlight += 1
        flights[operation.id] = Task {
            let result: ReconcileResult
            do {
                let sent = try builder.publish(claimed, intentAt: now)
                let from = (operation.intentAt ?? now) - ReconcileRequest.lookback
                // By this machine's clock, which may be behind, or have gone back since.
                let since = min(from, now) - maximumLife
                let owned = try await Self.ownedReceipts(operation, since: since, in: database)
                let request = ReconcileRequest(
                    sent: sent, kind: operation.kind, from: from, until: until, owned: owned)
                result = await Self.acting(for: sent.account, from: credentials, in: context) { context in
                    await adapter.reconcile(request, in: context)
                }
            } catch let failure as Failure {
                result = .cannotTell(failure)
            } catch {
                result = .askAgain(after: nil, reason: Failure("database", "The database could not be read."))
            }
            self.questionEnded(claimed, result, manifest: manifest, hasSent: tally.hasSent)
        }
    }

    private static func ownedReceipts(
        _ operation: OperationRecord, since: Instant, in database: any Database
    ) async throws -> [String] {
        try await database.read { tx in
            let values: [SQLValue] = [
                .integer(operation.account.rawValue), .integer(operation.id.rawValue), since.sqlValue,
            ]
            return try tx.query(OperationStatements.owned, values) { row in
                try RequestBuilder.remoteID(of: try row.text(0))
            }
        }
    }

    private func questionEnded(
        _ claimed: ClaimedOperation, _ result: ReconcileResult, manifest: PlatformManifest, hasSent: Bool
    ) {
        let now = clock.now
        let transition = machine.afterReconcile(
            claimed.record, result, manifest: manifest, now: now, random: random())
        switch result {
        case .askAgain(_, let reason) where FailureCode.isDestination(reason):
            if let account = directory.account(claimed.record.account) { noteDown(Self.destination(account), now) }
        case .askAgain, .cannotTell: tellBreaker(of: claimed.record) { $0.abandoned($1) }
        case _ where !hasSent: tellBreaker(of: claimed.record) { $0.abandoned($1) }
        default: tellBreaker(of: claimed.record) { $0.succeeded($1) }
        }
        finish(
            CycleBatch.Ended(operation: claimed.record, attempt: nil, transition: transition, outcome: "reconciled"))
    }

    /// Uploads media before the intent.
    func prepare(
        _ claimed: ClaimedOperation, with preparer: any PreparesMedia, manifest: PlatformManifest, now: Instant
    ) {
        let tally = RequestTally()
        let context = context(for: claimed, manifest: manifest, tally: tally)
        let builder = self.builder
        let credentials = self.credentials
        tellBreaker(of: claimed.record) { $0.began($1) }
        inFlight += 1
        flights[claimed.record.id] = Task {
            let result: PrepareResult
            do throws(Failure) {
                let request = try builder.publish(claimed, intentAt: now)
                // Beside its media nothing of a message is prepared: what is noted for a post is not what is sent.
                if claimed.record.kind == .message && request.part.media.isEmpty {
                    result = .prepared
                } else {
                    result = await Self.acting(for: request.account, from: credentials, in: context) { context in
                        await preparer.prepare(request, in: context)
                    }
                }
            } catch {
                result = .rejected(error)
            }
            await self.preparationEnded(claimed, result, hasSent: tally.hasSent)
        }
    }

    private func preparationEnded(_ claimed: ClaimedOperation, _ result: PrepareResult, hasSent: Bool) async {
        let now = clock.now
        switch result {
        case .retry(_, let reason) where FailureCode.isDestination(reason):
            if let account = directory.account(claimed.record.account) { noteDown(Self.destination(account), now) }
        // Media that are already there take no request.
        case .prepared, .retry, .rejected: tellBreaker(of: claimed.record) { $0.abandoned($1) }
        case .needsReauth where hasSent: tellBreaker(of: claimed.record) { $0.succeeded($1) }
        case .needsReauth: tellBreaker(of: claimed.record) { $0.abandoned($1) }
        }
        if let transition = machine.afterPreparation(claimed.record, result, now: now, random: random()) {
            finish(
                CycleBatch.Ended(operation: claimed.record, attempt: nil, transition: transition, outcome: "prepare"))
            return
        }
        // The steps were stored by the adapter; read them back so that the request carries them.
        var ready = claimed
        ready.isPrepared = true
        let id = claimed.record.id.rawValue
        do {
            let stored = try await database.read { tx in
                try tx.first(OperationStatements.byID, [.integer(id)]) { try OperationRecord(row: $0).steps }
            }
            ready.record.steps = stored ?? [:]
        } catch {
            let failure = Failure("database", "The database could not be read.")
            let transition = machine.retry(claimed.record, after: nil, reason: failure, now: now, random: random())
            finish(
                CycleBatch.Ended(operation: claimed.record, attempt: nil, transition: transition, outcome: "prepare"))
            return
        }
        inFlight -= 1
        flights[claimed.record.id] = nil
        if isStopping {
            giveBack(ready, until: now, into: &batch)
        } else {
            batch.prepared.append(ready.record)
            start(ready, now: now, into: &batch)
        }
        wake()
    }

    /// Takes in what an answer told by the way: rate budget, health of the destination.
    ///
    /// - Parameter hasSent: whether anything went over the network; what did not says nothing of the destination. An
    ///   adapter without a network has none to speak of.
    private func note(_ result: AttemptResult, account: AccountProfile, hasSent: Bool, now: Instant) {
        if let rate = result.rate {
            limiter.take(
                rate, for: account.id, at: now, minimum: settings.rateMinimum, maximum: settings.rateMaximum)
        }
        let destination = Self.destination(account)
        switch result.outcome {
        case .retry(_, let reason) where FailureCode.isDestination(reason):
            noteDown(destination, now)
        case .ambiguous(let evidence) where FailureCode.isDestination(evidence.failure):
            noteDown(destination, now)
        case .retry where !hasSent, .needsReauth where !hasSent:
            breaker.abandoned(destination)
        default:
            breaker.succeeded(destination)
        }
    }

    private func noteDown(_ destination: String, _ now: Instant) {
        if breaker.failed(destination, at: now) {
            logger.warning(
                "A destination does not answer; its accounts wait.", metadata: ["destination": "\(destination)"])
        }
    }

    /// An operation's turn is over: its result waits for the next commit, and its lane is free, unless it was found: a
    /// question about its equal must see that this one owns what it found.
    private func finish(_ ended: CycleBatch.Ended) {
        inFlight -= 1
        flights[ended.operation.id] = nil
        for effect in ended.transition.effects {
            if case .pauseAccount(let until) = effect { limiter.stop(ended.operation.account, until: until) }
        }
        if ended.transition.state.isUncertain {
            lanes.markUncertain(ended.operation.id, of: ended.operation.account, ended.operation.fingerprint)
        }
        if !ended.isFound { lanes.free(ended.operation.account) }
        batch.ended.append(ended)
        wake()
    }
}
