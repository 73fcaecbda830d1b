package import SMMModel

/// What the dispatcher tells the rest of the house. Every closure returns at once.
package struct DispatcherHooks: Sendable {
    /// Something must be looked at again at these instants.
    package var alarm: @Sendable ([Instant]) -> Void
    /// Events were committed: those who follow them may read on.
    package var committed: @Sendable () -> Void
    /// A notice was raised.
    package var noticeRaised: @Sendable () -> Void
    /// Whether there is room to record what is sent; where there is none, nothing new is begun.
    package var hasRoom: @Sendable () -> Bool
    /// A write found the disk full: gives back what was kept aside for the results.
    package var outOfRoom: @Sendable () -> Void
    /// The dispatcher has nothing in hand and waits; only harnesses listen.
    package var resting: @Sendable () -> Void
    /// Told of each kill point; only harnesses have one.
    package var observer: (any KillPointObserver)?

    /// Hooks that do nothing unless given.
    package init(
        alarm: @escaping @Sendable ([Instant]) -> Void = { _ in }, committed: @escaping @Sendable () -> Void = {},
        noticeRaised: @escaping @Sendable () -> Void = {}, hasRoom: @escaping @Sendable () -> Bool = { true },
        outOfRoom: @escaping @Sendable () -> Void = {}, resting: @escaping @Sendable () -> Void = {},
        observer: (any KillPointObserver)? = nil
    ) {
        self.alarm = alarm
        self.committed = committed
        self.noticeRaised = noticeRaised
        self.hasRoom = hasRoom
        self.outOfRoom = outOfRoom
        self.resting = resting
        self.observer = observer
    }
}
