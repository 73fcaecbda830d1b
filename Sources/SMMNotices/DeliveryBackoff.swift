package import SMMModel

/// How long to wait after failed tries: doubled each time, up to a limit.
package struct DeliveryBackoff: Sendable, Hashable {
    /// The wait after the first failure.
    package var first = Milliseconds.seconds(30)
    /// The longest wait.
    package var longest = Milliseconds.hours(1)

    /// 30 s · 2ⁿ up to an hour.
    package init() {}

    /// The wait after the `failures`-th failure in a row, from 1.
    ///
    /// - Parameter asked: what the channel asked for; it lengthens the wait, never shortens it.
    package func wait(failures: Int, asked: Milliseconds? = nil) -> Milliseconds {
        // Beyond 2²⁰ the limit holds anyway, and the shift stays within 64 bits.
        let doubled = first.multiplied(by: 1 << Int64(max(0, min(failures - 1, 20))))
        return max(min(doubled, longest), asked ?? .zero)
    }
}
