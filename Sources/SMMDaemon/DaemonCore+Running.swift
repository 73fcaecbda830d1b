import Logging
import SMMAccounts
import SMMConfig
import SMMControl
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMNotices
package import SMMPublishing
import SMMStore
import SMMTime

extension DaemonCore {
    /// The longest time between two notes of being alive; the next start measures the time off from the last one.
    static let heartbeatInterval = Milliseconds.seconds(60)

    /// Takes over what was left behind and loads the wheel.
    package func start() async throws -> EngineStart {
        if !headroom.restore(), let shortage = headroom.shortage { log(shortage) }
        if database.opening.isCopy { try await holdRestored() }
        await media.sweep()
        let found = try await engine.start(span: timeOff)
        _ = judgeClock()
        await applyFiles(configuration)
        try await refill()
        await tellOfNoRoom()
        return found
    }

    private func log(_ shortage: DatabaseFailure) {
        if shortage.code == .full {
            logger.critical("The disk is full: nothing is sent or taken until there is room.")
        } else {
            logger.critical(
                "The reserve against a full disk cannot be set aside: nothing is sent or taken until it can.",
                metadata: ["error.code": "\(shortage)"])
        }
    }

    /// The wheel fired: something is due, or its loaded part is used up.
    func due() async {
        await engine.dispatcher.due()
        await notifier.kick()
        do {
            try await refill()
        } catch {
            logger.error("The wheel could not be refilled.", metadata: ["error.code": "\(error)"])
        }
    }

    /// Brands or accounts changed: look at them again.
    func listChanged() async {
        do {
            try await engine.directory.refresh(from: database)
            // A brand that was just made may have a file that speaks for it.
            _ = try await BrandFiles(core: self).apply(configuration.brands)
        } catch {
            logger.error("Brands and accounts could not be read.", metadata: ["error.code": "\(error)"])
        }
        signal.signal()
    }

    /// A notice was raised, or one may be due for another try.
    func noticeRaised() {
        let notifier = self.notifier
        Task { await notifier.kick() }
    }

    /// Loads the next instants at which something is due.
    func refill() async throws {
        let now = options.clock.now
        guard alarms.needsRefill(at: now) else { return }
        let wakes = try await engine.wakes(after: now, limit: AlarmBridge.capacity)
        let horizon = now + engine.machine.settings.horizon
        let end = wakes.count == AlarmBridge.capacity ? wakes.last ?? horizon : horizon
        alarms.load(wakes, until: end)
    }

    /// A restored copy sends nothing until a person lets it: what was sent since the backup is not known.
    private func holdRestored() async throws {
        let now = options.clock.now
        let isLogLost = database.opening.isLogLost
        let hold = Hold(
            id: ids.next(), brand: nil, scope: .everything, reason: .restore,
            detail: isLogLost
                ? "The database's log (smmd.db-wal) is gone, removed or folded in by another program; "
                    + "what was made or sent in the last run may not be known."
                : "This database is a restored copy; what was sent since it was made is not known.", placedAt: now,
            placedBy: "smmd")
        let notice: NoticeID = ids.next()
        _ = try await database.adoptCopy { tx in
            try Holds.place(hold, in: tx)
            try EventLog.append(
                EventDraft(
                    at: now, brand: nil, principal: .system(via: "start"), verb: "hold.placed", subjectKind: "hold",
                    subject: hold.id.rawValue, after: hold.reason.rawValue, detail: hold.detail), in: tx)
            try Notices.raise(
                NoticeDraft(
                    brand: nil, kind: "restore", dedupe: "restore:\(hold.id)", severity: "critical",
                    subject: isLogLost
                        ? "The log of smmd's database is gone, and smmd sends nothing"
                        : "smmd runs on a restored backup and sends nothing",
                    body: isLogLost
                        ? "Look at what is missing and at what was published lately, then let smmd send again."
                        : "Look at what was published since the backup was made, then let smmd send again.",
                    command: "smmctl hold release \(hold.id)"), id: notice, now: now, in: tx)
        }
    }

    /// Withdraws everything of an account that is being removed.
    func retirement() -> AccountRetirement {
        { [writer = engine.writer] account, principal, now, tx in
            try writer.retire(account, by: principal, now: now, in: tx)
        }
    }
}
