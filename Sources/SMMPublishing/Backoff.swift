package import SMMModel

/// The wait before the next attempt: first · factorⁿ, varied by the jitter, capped.
package struct Backoff: Sendable {
    /// The numbers.
    private let settings: PublishingSettings

    /// A back-off by these settings.
    package init(_ settings: PublishingSettings) {
        self.settings = settings
    }

    /// The wait after the `attempts`-th failed attempt (1, 2, …); `random` in 0..<1 places it within the jitter.
    package func wait(afterAttempt attempts: Int, random: Double) -> Milliseconds {
        var wait = settings.retryFirst
        for _ in 1..<max(2, min(attempts, 64)) where wait < settings.retryCap && attempts > 1 {
            wait = wait.multiplied(by: settings.retryFactor)
        }
        return varied(wait, random)
    }

    /// The wait before what has been in vain for `elapsed` is tried again: a quarter of that.
    package func wait(afterTrying elapsed: Milliseconds, random: Double) -> Milliseconds {
        varied(max(settings.retryFirst, Milliseconds(count: elapsed.count / 4)), random)
    }

    private func varied(_ wait: Milliseconds, _ random: Double) -> Milliseconds {
        let wait = min(wait, settings.retryCap)
        let span = wait.multiplied(by: settings.retryJitterPercent).count / 100
        let shift = Int64(Double(span) * (random * 2 - 1))
        return Milliseconds(count: max(0, wait.count + shift))
    }
}
