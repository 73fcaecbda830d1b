package import SMMModel

/// Every number the publish machine works by; all of them are configuration.
package struct PublishingSettings: Sendable, Hashable {
    /// How long an ambiguous send is left alone, by guarantee class letter A to E.
    package var settle: [String: Milliseconds] = [
        "A": .seconds(60), "B": .seconds(60), "C": .seconds(60), "D": .seconds(180), "E": .seconds(60),
    ]
    /// The time between two listings that must agree before a post counts as absent.
    package var listingGap: Milliseconds = .seconds(60)
    /// How early before the end of an idempotency key's window the key is no longer trusted.
    package var keyMargin: Milliseconds = .minutes(10)
    /// How late a post for a fixed time may go out.
    package var lateWindow: Milliseconds = .hours(2)
    /// After this long an operation that never got through expires.
    package var maximumLife: Milliseconds = .days(5)
    /// The first wait between attempts.
    package var retryFirst: Milliseconds = .seconds(30)
    /// What each further wait is multiplied by.
    package var retryFactor: Int64 = 2
    /// How far a wait may vary either way, in percent.
    package var retryJitterPercent: Int64 = 20
    /// The longest wait between attempts.
    package var retryCap: Milliseconds = .hours(1)
    /// The wait when a platform asks to slow down and does not say for how long.
    package var rateDefault: Milliseconds = .minutes(15)
    /// The shortest wait obeyed.
    package var rateMinimum: Milliseconds = .seconds(1)
    /// The longest wait obeyed.
    package var rateMaximum: Milliseconds = .hours(24)
    /// What is done when a complete listing shows twice that a post is not there.
    package var onAbsent: AbsentPolicy = .ask
    /// How many times the daemon may die on one operation before it is held.
    package var poisonCrashes: Int = 3
    /// Failed TLS handshakes in a row before the account is held.
    package var tlsFailures: Int = 3
    /// How far ahead due operations are kept in the wheel.
    package var horizon: Milliseconds = .hours(1)
    /// The most operations claimed ahead of their start; one transaction claims only some of them.
    package var batch: Int = 256
    /// The most operations in flight at once.
    package var inFlight: Int = 64
    /// After a stop longer than this, what fell due meanwhile is spread instead of sent at once.
    package var outage: Milliseconds = .minutes(5)
    /// The time between two late posts of one account after an outage.
    package var catchUpGap: Milliseconds = .minutes(2)
    /// The fuse.
    package var fuse = FuseSettings()
    /// The circuit breaker.
    package var breaker = BreakerSettings()

    /// The defaults.
    package init() {}

    /// The settle time for a guarantee, unless the manifest has its own.
    package func settle(for letter: String) -> Milliseconds { settle[letter] ?? .seconds(180) }
}
