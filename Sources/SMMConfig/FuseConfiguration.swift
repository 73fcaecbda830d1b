package import SMMModel

/// The last cap on what an account may send, whatever the scheduler thinks; 0 stands for no cap.
package struct FuseConfiguration: Hashable, Sendable {
    /// The most sends of an account in any hour.
    package var perHour = 25
    /// The most sends of an account in any 24 hours.
    package var perDay = 100
    /// The least time between two sends of an account.
    package var minimumGap = Milliseconds.seconds(10)
    /// How long the same text to the same target is refused.
    package var repeatWindow = Milliseconds.hours(24)
    /// The most sends of an account within `burstWindow`.
    package var burst = 5
    /// The window of `burst`.
    package var burstWindow = Milliseconds.seconds(60)

    /// The defaults.
    package init() {}
}
