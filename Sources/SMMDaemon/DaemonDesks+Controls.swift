import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMAdapterKit
import SMMConfig
import SMMControl
import SMMDatabaseSQLite
import SMMModel
import SMMNotices

extension DaemonDesks {
    /// Everything the routes call.
    func controls(_ context: ControlContext, _ resolver: PrincipalResolver) -> Controls {
        Controls(
            brands: BrandService(context.accounts),
            accounts: AccountService(context.accounts, retire: core.retirement()),
            groups: GroupService(context.accounts),
            grants: GrantService(context.accounts, directory: SystemUserDirectory()), posts: PostDesk(context),
            slots: SlotDesk(context), queue: QueueDesk(context), events: EventDesk(context, signal: core.signal),
            holds: HoldDesk(context), daemon: DaemonDesk(context, signal: core.signal, parts: parts),
            media: MediaDesk(
                context, store: core.media, maximumBytes: core.configuration.limits.maximumUpload))
    }

    /// What the daemon's desk is lent.
    private var parts: DaemonParts {
        let core = self.core
        let manager = self.manager
        return DaemonParts(
            release: DaemonCore.release, since: core.started, stateFolder: core.configuration.stateDirectory,
            built: Instant(milliseconds: Self.built), channels: channels,
            makeBackup: {
                let report = try await core.database.backup(into: core.configuration.backupDirectory)
                return DaemonParts.Backup(
                    path: report.path, byteCount: Int64(report.bytes), generation: report.generation)
            },
            checkConfig: { core.checkConfiguration() }, reloadConfig: { await core.reloadConfiguration(manager) },
            testNotice: { channel in
                await core.notifier.test(brand: nil, channel: channel, now: core.options.clock.now).map { result in
                    ChannelResult(
                        channel: result.channel, delivered: result.failure == nil,
                        message: result.failure?.message ?? result.message)
                }
            })
    }

    private var channels: [String] {
        let notify = core.configuration.notify
        return (notify.journal ? ["journal"] : []) + (notify.mail.isOn ? ["mail"] : [])
            + (notify.ntfy.isOn ? ["ntfy"] : [])
    }

    /// 2026-11-01: no clock before this release can be right.
    private static let built: Int64 = 1_793_491_200_000
}
