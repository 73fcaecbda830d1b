import Logging
import SMMAccounts
import SMMModel
import ServiceLifecycle

/// Tells of credentials that an earlier run may not have taken back, ends a rotation that was cut short, lifts the holds of
/// what opens again by that, then renews credentials before they end.
package struct CredentialService: Service {
    let core: DaemonCore

    /// The service of `core`.
    package init(core: DaemonCore) { self.core = core }

    /// Works until the daemon stops.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            do {
                try await core.tellUnrevoked()
            } catch {
                core.logger.error(
                    "It could not be told which credentials were not taken back.", metadata: ["error.code": "\(error)"])
            }
            do {
                let count = try await core.vault.resume()
                if count > 0 {
                    core.logger.notice(
                        "Credentials were wrapped under the vault's current key.", metadata: ["count": "\(count)"])
                    await core.keeper.forgetAll()
                }
                try await core.liftUnlocked()
            } catch {
                core.logger.error(
                    "The rotation of the vault's key could not go on.", metadata: ["error.code": "\(error)"])
            }
            while true {
                let next = await core.keeper.renewDue()
                let wait = max(.seconds(1), next - core.options.clock.now)
                guard await core.options.pause(min(wait, .seconds(60))) else { return }
            }
        }
    }
}
