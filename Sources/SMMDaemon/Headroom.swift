package import Logging
package import SMMDatabase
import Synchronization

/// Sees to it that nothing is sent whose result could not be recorded, because the disk is full.
///
/// A reserve is held while all is well. The first write that finds the disk full spends it: what is in flight is recorded
/// in that room, and nothing new begins until the reserve could be set aside again.
package final class Headroom: Sendable {
    private let reserve: any SpaceReserve
    private let logger: Logger
    private let spent: @Sendable () -> Void
    private let isHeld = Atomic(false)
    private let trouble = Mutex<DatabaseFailure?>(nil)

    /// A headroom that holds nothing yet.
    ///
    /// - Parameter spent: told when the reserve was given back, so that a person hears of it.
    package init(_ reserve: any SpaceReserve, logger: Logger, spent: @escaping @Sendable () -> Void = {}) {
        self.reserve = reserve
        self.logger = logger
        self.spent = spent
    }

    /// Whether something new may begin.
    package var hasRoom: Bool { isHeld.load(ordering: .acquiring) }

    /// What keeps anything new from beginning: of code `full` a full disk, of any other what keeps the reserve from being
    /// set aside; nil when something may begin.
    package var shortage: DatabaseFailure? {
        hasRoom ? nil : trouble.withLock { $0 } ?? DatabaseFailure(.full, "the reserve is not set aside")
    }

    /// The disk is full: gives the reserve back to whoever has to write now.
    package func spend() {
        guard isHeld.exchange(false, ordering: .acquiringAndReleasing) else { return }
        trouble.withLock { $0 = DatabaseFailure(.full, "the reserve is spent") }
        do {
            try reserve.release()
            logger.critical("The disk is full: nothing new is sent or taken until there is room again.")
        } catch {
            logger.critical(
                "The disk is full, and the reserve cannot be given back.", metadata: ["error.code": "\(error)"])
        }
        spent()
    }

    /// Gives back what a former run has set aside, where the database could not be opened: the disk may be full. What
    /// is then left is for results; nothing new begins.
    ///
    /// - Returns: whether there was any.
    package func giveBack(after failure: DatabaseFailure) -> Bool {
        do {
            guard try reserve.release() else { return false }
        } catch {
            logger.critical("The reserve cannot be given back.", metadata: ["error.code": "\(error)"])
            return false
        }
        isHeld.store(false, ordering: .releasing)
        trouble.withLock { $0 = DatabaseFailure(.full, "the reserve is spent") }
        logger.critical(
            "The database could not be opened; the reserve was given back, since the disk may be full.",
            metadata: ["error.code": "\(failure)"])
        return true
    }

    /// Sets the reserve aside where it is not; true when there was no room before and is now.
    package func restore() -> Bool {
        guard !hasRoom else { return false }
        do {
            try reserve.hold()
        } catch {
            logger.debug("The reserve cannot be set aside.", metadata: ["error.code": "\(error)"])
            trouble.withLock { $0 = error }
            return false
        }
        isHeld.store(true, ordering: .releasing)
        return true
    }
}
