package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPublishing
import SMMStore
import Synchronization

/// The daemon itself for the control API.
package final class DaemonDesk: DaemonControl {
    let context: ControlContext
    let parts: DaemonParts
    let board: StatusBoard

    /// A desk that is told of commits by `signal`.
    package init(_ context: ControlContext, signal: CommitSignal, parts: DaemonParts) {
        self.context = context
        self.parts = parts
        self.board = StatusBoard(context, signal: signal)
    }

    /// How the daemon and the brands in sight stand; see `DaemonControl`.
    package func status(_ call: Call, brand: String?) async throws -> StatusView {
        let principal = call.principal
        let key = StatusView.Key(
            visible: principal.visibleBrands, brand: brand, seesDaemon: principal.everywhere != nil)
        let entry = try await board.entry()
        let now = context.accounts.clock.now
        if var known = entry.views.withLock({ $0[key] }) {
            // Only the clock has moved on; the rest was true when the snapshot was.
            known.now = known.now.zone.map { Moments(zone: context.zone($0))(now) } ?? Moment(now)
            return known
        }
        let view = try StatusViews(context: context, parts: parts, snapshot: entry.snapshot).view(key, now: now)
        entry.views.withLock { views in
            if views.count < 256 { views[key] = view }
        }
        return view
    }

    /// Reads the first status, so that nobody waits for it.
    package func warm() async throws {
        _ = try await board.entry()
    }

    /// Makes a backup now; see `DaemonControl`.
    package func backup(_ call: Call) async throws -> BackupView {
        let role = try Self.requireAdmin("make a backup", call)
        if call.isDryRun {
            return Self.view(try await parts.planBackup(), at: context.accounts.clock.now)
        }
        let made = try await parts.makeBackup()
        let now = context.accounts.clock.now
        try await context.accounts.write(call.principal, dryRun: false) { scene, tx in
            try Facts.set(StatusReading.backupFact, "\(now.milliseconds)", in: tx)
            try EventLog.append(
                EventDraft(
                    at: scene.now, brand: nil, principal: scene.principal, role: role, verb: "backup.made",
                    subjectKind: "daemon", subject: 0, after: made.generation, detail: made.path), in: tx)
        }
        await context.changed()
        return Self.view(made, at: now)
    }

    private static func view(_ backup: DaemonParts.Backup, at instant: Instant) -> BackupView {
        BackupView(
            path: backup.path, byteCount: backup.byteCount, generation: backup.generation, createdAt: Moment(instant))
    }

    /// Releases what a start holds everything by: a restored database's hold, or that of a lost log; see `DaemonControl`.
    package func releaseRestore(_ call: Call) async throws -> RestoreView {
        let context = self.context
        let (released, left) = try await context.accounts.write(call.principal, dryRun: call.isDryRun) { scene, tx in
            let role = try HoldRules.mayTouchEverything("let a restored database send", scene.principal)
            let holds = try tx.query(HoldRows.restore, []) { try $0.int64(0) }
                .compactMap { try tx.first(HoldRows.byID, [.integer($0)], HoldRows.entry)?.hold }
            let releasing = HoldReleasing(scene: scene, tx: tx)
            for hold in holds { try releasing.release(hold, role: role) }
            return (holds, try tx.first(HoldRows.wide, []) { try $0.int(0) } ?? 0)
        }
        if !call.isDryRun {
            for hold in released { context.engine.gate.release(hold.id) }
            await context.engine.dispatcher.due()
            await context.changed()
        }
        return RestoreView(
            released: released.count, message: Self.message(released: released.count, left: left))
    }

    /// - Parameter left: the holds on everything that still stand.
    private static func message(released: Int, left: Int) -> String {
        let others =
            switch left {
            case 0: ""
            case 1: "Another hold on everything stands, so nothing is sent: smmctl hold list"
            default: "\(left) other holds on everything stand, so nothing is sent: smmctl hold list"
            }
        switch (released, left) {
        case (0, 0): return "Nothing is held because of a restore or a lost log."
        case (0, _): return "Nothing is held because of a restore or a lost log. \(others)"
        case (_, 0): return "smmd sends again; what fell due meanwhile is judged now."
        default: return "What the start held is released. \(others)"
        }
    }

    /// Checks the configuration files; see `DaemonControl`.
    package func checkConfig(_ call: Call) async throws -> ConfigView {
        _ = try Self.requireAdmin("check the configuration", call)
        return try await parts.checkConfig()
    }

    /// Runs on the configuration files; see `DaemonControl`.
    package func reloadConfig(_ call: Call) async throws -> ConfigView {
        _ = try Self.requireAdmin("reload the configuration", call)
        return call.isDryRun ? try await parts.checkConfig() : try await parts.reloadConfig()
    }

    /// Sends a test to the notifier's channels; see `DaemonControl`.
    package func testNotice(_ call: Call, _ body: TestNotice) async throws -> NoticeTestView {
        _ = try Self.requireAdmin("send a test notice", call)
        if let channel = body.channel, !parts.channels.contains(channel) {
            throw Problem.notFound(
                "channel", channel,
                next: parts.channels.isEmpty
                    ? "None is configured: see notify in smmd.yaml."
                    : "There are: \(parts.channels.joined(separator: ", "))")
        }
        if call.isDryRun {
            let names = body.channel.map { [$0] } ?? parts.channels
            return NoticeTestView(
                channels: names.map {
                    ChannelResult(channel: $0, delivered: false, message: "A dry run: nothing was sent.")
                })
        }
        return NoticeTestView(channels: try await parts.testNotice(body.channel))
    }

    private static func requireAdmin(_ action: String, _ call: Call) throws -> Role {
        try HoldRules.mayTouchEverything(action, call.principal)
    }
}
