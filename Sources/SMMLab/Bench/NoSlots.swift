import SMMDatabase
import SMMModel
import SMMPublishing

/// Accounts without slots.
struct NoSlots: SlotFinder {
    func nextFreeSlot(of account: AccountID, after instant: Instant, in tx: any ReadTransaction) throws -> Instant? {
        nil
    }
}
