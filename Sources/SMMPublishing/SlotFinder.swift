package import SMMDatabase
package import SMMModel

/// Finds the next free weekly slot of an account; SMMPlanning's answer is the real one.
package protocol SlotFinder: Sendable {
    /// The next slot of `account` after `instant` that no delivery has taken; nil when it has no slots.
    func nextFreeSlot(of account: AccountID, after instant: Instant, in tx: any ReadTransaction) throws -> Instant?
}
