package import SMMModel

/// The limits of the fuse. A cap of 0 stands for no cap.
package struct FuseSettings: Sendable, Hashable {
    /// The most sends of an account in any hour.
    package var perHour: Int = 25
    /// The most sends of an account in any 24 hours.
    package var perDay: Int = 100
    /// The least time between two sends of an account.
    package var minimumGap: Milliseconds = .seconds(10)
    /// How long the same text to the same target is refused.
    package var repeatWindow: Milliseconds = .hours(24)
    /// The most sends of an account within `burstWindow`.
    package var burst: Int = 5
    /// The window of `burst`.
    package var burstWindow: Milliseconds = .seconds(60)

    /// The defaults.
    package init() {}
}
