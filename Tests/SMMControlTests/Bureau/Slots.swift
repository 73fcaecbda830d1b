import SMMDatabase
import SMMModel
import SMMPlanning
import SMMPublishing

/// Lets the machine ask the real slots, as the daemon does.
struct Slots: SlotFinder {
    let service: SlotService

    func nextFreeSlot(of account: AccountID, after instant: Instant, in tx: any ReadTransaction) throws -> Instant? {
        try service.nextFreeSlot(of: account, after: instant, in: tx)
    }
}
