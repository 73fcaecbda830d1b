import SMMDatabase
import SMMModel
import SMMPublishing

/// Slots at every full hour, or none.
struct HourlySlots: SlotFinder {
    var isEmpty = false

    func nextFreeSlot(of account: AccountID, after instant: Instant, in tx: any ReadTransaction) throws -> Instant? {
        isEmpty ? nil : Instant(milliseconds: (instant.milliseconds / 3_600_000 + 1) * 3_600_000)
    }
}
