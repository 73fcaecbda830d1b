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
            // One that fails keeps none of the others from being done.
            await attempt("It could not be told which credentials were not taken back.", core.tellUnrevoked)
            await attempt("The rotation of the vault's key could not go on.", resume)
            await attempt("The holds of accounts whose key is here again could not be lifted.", core.liftUnlocked)
            while true {
                let next = await core.keeper.renewDue()
                let wait = max(.seconds(1), next - core.options.clock.now)
                guard await core.options.pause(min(wait, .seconds(60))) else { return }
            }
        }
    }

    private func resume() async throws {
        let count = try await core.vault.resume()
        guard count > 0 else { return }
        core.logger.notice("Credentials were wrapped under the vault's current key.", metadata: ["count": "\(count)"])
        await core.keeper.forgetAll()
    }

    private func attempt(_ trouble: Logger.Message, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            core.logger.error(trouble, metadata: ["error.code": "\(error)"])
        }
    }
}
