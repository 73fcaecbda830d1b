package import SMMModel

/// What counts as a jump of the clock.
package struct ClockConfiguration: Hashable, Sendable {
    /// A difference between the wall clock and the steady clock from which on the wall clock has jumped.
    package var jump = Milliseconds.minutes(5)

    /// The defaults.
    package init() {}
}
