import SMMAccounts
import SMMModel
import ServiceLifecycle

/// Renews the facts of accounts by itself, each once a day; waited for by nobody.
package struct AccountCareService: Service {
    /// How often it is looked whether an account's time has come.
    private static let interval = Milliseconds.minutes(1)

    let core: DaemonCore

    /// The service of `core`.
    package init(core: DaemonCore) { self.core = core }

    /// Works until the daemon stops.
    package func run() async throws {
        let care = AccountCare(
            database: core.database, parts: core.connectParts(), listChanged: { [core] in await core.listChanged() })
        await cancelWhenGracefulShutdown {
            var last = core.options.clock.now
            while await core.options.pause(Self.interval) {
                let now = core.options.clock.now
                if core.isClockSet, core.headroom.hasRoom { await care.renewFacts(after: last, through: now) }
                last = now
            }
        }
    }
}
