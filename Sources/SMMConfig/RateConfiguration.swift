package import SMMModel

/// What is obeyed when a platform asks to slow down.
package struct RateConfiguration: Hashable, Sendable {
    /// The wait when it does not say for how long.
    package var defaultRetryAfter = Milliseconds.minutes(15)
    /// The shortest wait obeyed.
    package var minimum = Milliseconds.seconds(1)
    /// The longest wait obeyed.
    package var maximum = Milliseconds.hours(24)

    /// The defaults.
    package init() {}
}
