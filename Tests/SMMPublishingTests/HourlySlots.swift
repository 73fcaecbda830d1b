import SMMDatabase
import SMMModel
import SMMPublishing

/// Slots at every full hour, or none.
struct HourlySlots: SlotFinder {
    var isEmpty = false

    func nextFreeSlot(of account: AccountID, after instant: Instant, in tx: any ReadTransaction) throws -> Instant? {
        guard !isEmpty else { return nil }
        var slot = Instant(milliseconds: (instant.milliseconds / 3_600_000 + 1) * 3_600_000)
        while (try tx.first(
            "SELECT id FROM delivery WHERE account_id = \(account.rawValue) AND due_at = \(slot)", { try $0.int64(0) }))
            != nil
        {
            slot = slot + .hours(1)
        }
        return slot
    }
}
