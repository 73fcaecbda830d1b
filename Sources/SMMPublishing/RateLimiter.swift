package import SMMAdapterKit
package import SMMModel

/// What each account may still spend, as its platform's headers told.
package struct RateLimiter: Sendable {
    private var waits: [AccountID: Instant] = [:]

    /// Nothing is limited.
    package init() {}

    /// The instant before which `account` must not send; nil when it may.
    package mutating func waitUntil(_ account: AccountID, at now: Instant) -> Instant? {
        guard let until = waits[account] else { return nil }
        if until > now { return until }
        waits[account] = nil
        return nil
    }

    /// Takes in a budget: an empty one stops the account until it resets, within [`minimum`, `maximum`].
    package mutating func take(
        _ budget: RateBudget, for account: AccountID, at now: Instant, minimum: Milliseconds, maximum: Milliseconds
    ) {
        guard budget.remaining <= 0 else { return }
        let reset = min(max(budget.resetAt, now + minimum), now + maximum)
        stop(account, until: reset)
    }

    /// The clock went back to `now`: no wait is longer than the longest there can be.
    package mutating func clockWentBack(to now: Instant, maximum: Milliseconds) {
        waits = waits.mapValues { min($0, now + maximum) }
    }

    /// Stops an account until `instant`, or longer if it is already stopped for longer.
    package mutating func stop(_ account: AccountID, until instant: Instant) {
        waits[account] = max(waits[account] ?? instant, instant)
    }
}
