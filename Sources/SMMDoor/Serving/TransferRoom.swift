import Synchronization

/// How many media are on their way, of as many as may be.
final class TransferRoom: Sendable {
    private let most: Int
    private let taken = Mutex(0)

    /// Room for at most `most`.
    init(most: Int) { self.most = most }

    /// Takes a place; nil when all are taken.
    func enter() -> TransferPlace? {
        let isFree = taken.withLock { taken in
            guard taken < most else { return false }
            taken += 1
            return true
        }
        return isFree ? TransferPlace(self) : nil
    }

    /// Gives a place back; for ``TransferPlace`` alone.
    func leave() { taken.withLock { $0 -= 1 } }
}
