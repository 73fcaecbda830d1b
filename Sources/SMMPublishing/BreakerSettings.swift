package import SMMModel

/// When a destination counts as down.
package struct BreakerSettings: Sendable, Hashable {
    /// This many failures …
    package var failures: Int = 5
    /// … within this time open the breaker …
    package var within: Milliseconds = .seconds(60)
    /// … for this long; then one probe goes out.
    package var openFor: Milliseconds = .seconds(60)

    /// The defaults.
    package init() {}
}
