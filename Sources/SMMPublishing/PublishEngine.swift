import Logging
import SMMAdapterKit
import SMMDatabase
package import SMMModel
import SMMStore

/// The publish machine put together: takes over what was left behind, then runs the dispatcher.
package struct PublishEngine: Sendable {
    /// The fact that tells when the daemon was last alive, in milliseconds.
    package static let aliveFact = "alive-at"

    /// Runs the operations.
    package let dispatcher: Dispatcher
    /// The holds in force.
    package let gate: Gate
    /// Accounts and brands in memory.
    package let directory: AccountDirectory
    /// Writes posts.
    package let writer: PostWriter
    /// Writes what the machine decides.
    package let store: OperationStore
    /// Decides.
    package let machine: OperationMachine
    private let parts: EngineParts

    /// An engine of these parts; nothing happens until `start`.
    package init(_ parts: EngineParts) {
        self.parts = parts
        self.gate = Gate()
        self.directory = parts.directory
        self.machine = OperationMachine(settings: parts.settings)
        self.store = OperationStore(ids: parts.ids, settings: parts.settings, slots: parts.slots)
        self.writer = PostWriter(
            ids: parts.ids, store: store, adapters: parts.adapters, undoWindow: parts.undoWindow)
        self.dispatcher = Dispatcher(
            database: parts.database, store: store, machine: machine, adapters: parts.adapters, directory: directory,
            gate: gate, origin: parts.origin, transport: parts.transport, credentials: parts.credentials,
            media: parts.media, pictures: parts.pictures, clock: parts.clock, ids: parts.ids, random: parts.random,
            hooks: parts.hooks,
            logger: parts.logger)
    }

    /// Takes over: holds, accounts, what was in flight, what fell due meanwhile, what the fuse must remember.
    ///
    /// - Parameter span: how a time off reads for a person, e.g. `22:10–07:40`.
    /// - Returns: what it found.
    package func start(span: @escaping @Sendable (Instant, Instant) -> String) async throws -> EngineStart {
        try await directory.refresh(from: parts.database)
        gate.load(try await parts.database.read { tx in try Holds.active(in: tx) })
        let now = parts.clock.now
        let recovery = Recovery(store: store, machine: machine)
        let settles = settleTimes()
        let fallback = machine.settings.settle(for: "D")
        let (inFlight, taken) = try await parts.database.write { tx in
            try recovery.takeOver(now: now, settle: { settles($0) ?? fallback }, in: tx)
        }
        for hold in taken.holds { gate.place(hold) }
        if let alive = try await aliveAt(), alive - now > parts.settings.outage, now >= parts.notBefore {
            try await clockWentBack()
        }
        let summary = try await catchUp(span: span)
        try await remember(now: now)
        try await markAlive()
        if taken.raisedNotice || summary != nil { parts.hooks.noticeRaised() }
        return EngineStart(inFlight: inFlight, summary: summary)
    }

    /// After a clock jump or suspend: judges what fell due meanwhile, once, before anything is claimed.
    package func clockJumped(
        since: Instant, span: @escaping @Sendable (Instant, Instant) -> String
    ) async throws -> CatchUp.Summary? {
        try await judge(since: since, now: parts.clock.now, span: span)
    }

    /// After the clock went back: what waits in memory and on disk for a span of time waits for that span from now. What
    /// waits for an instant is left alone, and what was sent stays sent: that is a state, not a time.
    package func clockWentBack() async throws {
        let now = parts.clock.now
        let wakes = try await parts.database.write { tx in
            try tx.query(OperationStatements.clockWentBack, [now.sqlValue]) { try $0.instant(0) }
        }
        if !wakes.isEmpty { parts.hooks.alarm(wakes) }
        await dispatcher.clockWentBack(to: now)
    }

    /// Notes that the daemon is alive; the next start measures the time off from here.
    package func markAlive() async throws {
        let now = parts.clock.now
        guard now >= parts.notBefore else { return }
        try await parts.database.write { tx in try Facts.set(Self.aliveFact, "\(now.milliseconds)", in: tx) }
    }

    /// The next instants after `now`, at most `limit`, at which something is due within the horizon.
    package func wakes(after now: Instant, limit: Int) async throws -> [Instant] {
        let until = now + parts.settings.horizon
        return try await parts.database.read { tx in
            let values: [SQLValue] = [now.sqlValue, until.sqlValue, .integer(Int64(limit))]
            return try tx.query(OperationStatements.wakes, values) { try $0.instant(0) }
        }
    }

    /// Tells the gate, the wheel and the dispatcher of a committed change.
    package func committed(_ change: PostChange) async {
        for hold in change.holds { gate.place(hold) }
        if !change.wakes.isEmpty { parts.hooks.alarm(change.wakes) }
        if !change.settled.isEmpty { await dispatcher.settled(change.settled) }
        let now = parts.clock.now
        if change.wakes.contains(where: { $0 <= now }) {
            // An actor runs where its caller prefers, and that may be a connection's event loop.
            await withTaskExecutorPreference(globalConcurrentExecutor) { await dispatcher.due() }
        }
        parts.hooks.committed()
    }

    private func settleTimes() -> @Sendable (AccountID) -> Milliseconds? {
        { [directory, machine, adapters = parts.adapters] account in
            directory.account(account).flatMap { adapters.manifest(for: $0) }.map { machine.settle($0) }
        }
    }

    private func aliveAt() async throws -> Instant? {
        let alive = try await parts.database.read { tx in try Facts.value(Self.aliveFact, in: tx) }
        return alive.flatMap { Int64($0) }.map(Instant.init(milliseconds:))
    }

    /// Judges what fell due since the daemon was last alive with a clock that was right.
    package func catchUp(
        span: @escaping @Sendable (Instant, Instant) -> String
    ) async throws -> CatchUp.Summary? {
        let now = parts.clock.now
        guard let alive = try await aliveAt(), now - alive > parts.settings.outage else { return nil }
        return try await judge(since: alive, now: now, span: span)
    }

    private func judge(
        since: Instant, now: Instant, span: @escaping @Sendable (Instant, Instant) -> String
    ) async throws -> CatchUp.Summary? {
        let catchUp = CatchUp(store: store, machine: machine)
        let text = span(since, now)
        let (summary, outcome) = try await parts.database.write { tx in
            try catchUp.run(since: since, now: now, span: text, in: tx)
        }
        if !outcome.wakes.isEmpty { parts.hooks.alarm(outcome.wakes) }
        return summary.isEmpty ? nil : summary
    }

    /// What the fuse and the lanes must know of the time before.
    private func remember(now: Instant) async throws {
        let since = now - .hours(24)
        // Attempt ids are ordered by time, so a day's worth is one range of the primary key.
        let first = IDGenerator.lowest(at: since)
        let (intents, uncertain) = try await parts.database.read { tx in
            let intents = try tx.query(OperationStatements.recentIntents, [.integer(first), since.sqlValue]) { row in
                (AccountID(rawValue: try row.int64(0)), try row.instant(1))
            }
            let uncertain = try tx.query(OperationStatements.uncertain, []) { row in
                (
                    OperationID(rawValue: try row.int64(0)), AccountID(rawValue: try row.int64(1)),
                    try row.optionalBlob(2)
                )
            }
            return (intents, uncertain)
        }
        await dispatcher.remember(intents: intents, uncertain: uncertain)
    }
}
