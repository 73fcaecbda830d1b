import Logging
import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMAdapterKit
import SMMConfig
import SMMControl
import SMMDatabaseSQLite
import SMMDoorWire
import SMMModel
import SMMNotices
import SMMSystemd
import SMMText
import SMMTransport
import Synchronization

extension DaemonDesks {
    /// Everything the routes call.
    func controls(_ context: ControlContext, _ daemon: DaemonDesk) -> Controls {
        let accounts = AccountService(context.accounts, retire: core.retirement())
        let connecting = core.connectParts()
        let connections = ConnectService(context.accounts, accounts: accounts, parts: connecting)
        let invites = InviteService(context.accounts, accounts: accounts, connections: connections)
        let hooks = HookService(
            context.accounts, vault: core.vault, door: connecting.door, random: DaemonCore.randomBytes)
        let posts = PostDesk(context)
        let troubled: @Sendable (any Error) -> Void = { [logger = core.logger] error in
            logger.error(
                "What came through the door could not be taken; whoever brought it is told to come again.",
                metadata: LogKey.metadata([.error: "\(error)"]))
        }
        core.door?.receive(
            by: DoorReception(
                invites,
                hooks: HookIntake(
                    hooks, posts: posts, nearest: { NearestName.find($0, in: $1) }, troubled: troubled),
                troubled: troubled))
        return Controls(
            brands: BrandService(context.accounts), accounts: accounts,
            connections: connections, invites: invites, hooks: hooks,
            vault: VaultService(
                context.accounts, vault: core.vault, keeper: core.keeper, random: DaemonCore.randomBytes,
                keyScript: core.options.keyScript, released: connecting.released),
            groups: GroupService(context.accounts),
            grants: GrantService(context.accounts, directory: SystemUserDirectory()), posts: posts,
            slots: SlotDesk(context), queue: QueueDesk(context), events: EventDesk(context, signal: core.signal),
            holds: HoldDesk(context), daemon: daemon,
            media: MediaDesk(
                context, store: core.media, pictures: core.prober,
                maximumBytes: core.configuration.limits.maximumUpload))
    }

    /// What the daemon's desk is lent.
    var parts: DaemonParts {
        let core = self.core
        return DaemonParts(
            release: DaemonCore.release, since: core.started, stateFolder: core.configuration.stateDirectory,
            built: DaemonCore.built, channels: channels,
            integrity: { core.integrity.withLock { $0 } },
            makeBackup: { DaemonParts.Backup(try await core.backup()) },
            planBackup: { DaemonParts.Backup(try core.backupPlan()) },
            checkConfig: { core.checkConfiguration() }, reloadConfig: { await core.reloadConfiguration() },
            filesNotInForce: { core.notInForce.withLock { $0.problems } },
            vault: { tx in try core.vault.examined(in: tx) },
            testNotice: { channel in
                await core.notifier.test(brand: nil, channel: channel, now: core.options.clock.now).map { result in
                    ChannelResult(
                        channel: result.channel, delivered: result.failure == nil,
                        message: result.failure?.message ?? result.message)
                }
            }, picturesFault: { await core.prober.fault() },
            door: core.door.map { desk in
                DaemonParts.Door(
                    desk: desk,
                    probe: DoorProbe(desk, transport: OperatorTransport(core.transport), clock: core.options.clock))
            })
    }

    private var channels: [String] {
        let notify = core.configuration.notify
        return (notify.journal ? ["journal"] : []) + (notify.mail.isOn ? ["mail"] : [])
            + (notify.ntfy.isOn ? ["ntfy"] : [])
    }
}
