package import SMMAccounts
import SMMAdapterKit
import SMMModel
package import SMMPlanning
package import SMMPublishing
package import SMMTime

/// What the control services share; a class, since every request hands it on many times.
package final class ControlContext: Sendable {
    /// Brands, accounts, roles and the database.
    package let accounts: AccountsContext
    /// The publish machine.
    package let engine: PublishEngine
    /// The adapters.
    package let adapters: AdapterRegistry
    /// Weekly slots.
    package let slots: SlotService
    /// The zone database.
    package let zones: TimeZoneDirectory

    /// A context.
    package init(
        accounts: AccountsContext, engine: PublishEngine, adapters: AdapterRegistry, slots: SlotService,
        zones: TimeZoneDirectory
    ) {
        self.accounts = accounts
        self.engine = engine
        self.adapters = adapters
        self.slots = slots
        self.zones = zones
    }

    /// The zone of a name; UTC when the database has lost it.
    func zone(_ name: String) -> Zone {
        (try? zones.zone(named: name)) ?? .utc
    }
}
