package import SMMModel

/// The waits between attempts that certainly did not get through.
package struct RetryConfiguration: Hashable, Sendable {
    /// The first wait.
    package var first = Milliseconds.seconds(30)
    /// What each further wait is multiplied by.
    package var factor = 2
    /// How far a wait may vary either way, in percent.
    package var jitter = 20
    /// The longest wait.
    package var cap = Milliseconds.hours(1)

    /// The defaults.
    package init() {}
}
