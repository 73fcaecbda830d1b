package import SMMModel

/// When a destination counts as down.
package struct BreakerConfiguration: Hashable, Sendable {
    /// This many failures …
    package var failures = 5
    /// … within this time …
    package var within = Milliseconds.seconds(60)
    /// … stop sends to it for this long; then one goes out as a probe.
    package var openFor = Milliseconds.seconds(60)

    /// The defaults.
    package init() {}
}
