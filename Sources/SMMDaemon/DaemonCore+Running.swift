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
import Synchronization

extension DaemonCore {
    /// The longest time between two notes of being alive; the next start measures the time off from the last one.
    static let heartbeatInterval = Milliseconds.seconds(60)

    /// Takes over what was left behind and loads the wheel.
    package func start() async throws -> EngineStart {
        if !headroom.restore(), let shortage = headroom.shortage { log(shortage) }
        await media.sweep()
        let found = try await engine.start(span: timeOff)
        _ = judgeClock()
        logLeftOut()
        await applyFiles(configuration, leftOut: leftOut.flatMap { Self.problems($0) })
        try await refill()
        // What the last run told of may be over.
        if headroom.hasRoom { await closeRoomNotices() } else { await tellOfNoRoom() }
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
            // A brand that was just made may have a file that speaks for it, and what kept another's from being applied
            // may be mended.
            let refused = try await BrandFiles(core: self).apply(configuration.brands).refused
            let isNews = notInForce.withLock { files in
                defer { files.refused = refused }
                return files.refused != refused
            }
            if isNews { tellStatus(statusLine) }
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

    /// Withdraws everything of an account that is being removed.
    func retirement() -> AccountRetirement {
        { [writer = engine.writer] account, principal, now, tx in
            try writer.retire(account, by: principal, now: now, in: tx)
        }
    }
}
