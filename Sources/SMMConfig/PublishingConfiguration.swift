package import SMMModel

/// How operations are carried out.
package struct PublishingConfiguration: Hashable, Sendable {
    /// How long a send whose answer was lost is left alone.
    package var settle = SettleConfiguration()
    /// The time between two listings that must agree before a post counts as absent.
    package var listingGap = Milliseconds.seconds(60)
    /// How early before the end of its window an idempotency key is no longer trusted.
    package var keyMargin = Milliseconds.minutes(10)
    /// How late a post for a fixed time may go out.
    package var lateWindow = Milliseconds.hours(2)
    /// After this long an operation that never got through expires.
    package var maximumLife = Milliseconds.days(5)
    /// The waits between attempts.
    package var retry = RetryConfiguration()
    /// How long a post that is sent at once can be taken back.
    package var undoWindow = Milliseconds.seconds(15)
    /// How far ahead due operations are held in memory.
    package var horizon = Milliseconds.hours(1)
    /// The most operations claimed ahead of their start; one transaction claims only some of them.
    package var batch = 256
    /// The most operations on their way at once.
    package var inFlight = 64
    /// How long a claim is valid without a sign of life.
    package var lease = Milliseconds.seconds(60)
    /// After a stop longer than this, what fell due meanwhile is spread.
    package var outage = Milliseconds.minutes(5)
    /// The time between two late posts of one account after such a stop.
    package var catchUpGap = Milliseconds.minutes(2)
    /// What to do when a post whose answer was lost is not there.
    package var onAbsent = AbsentChoice.ask
    /// How many times the daemon may end on one operation before it is held.
    package var poisonCrashes = 3
    /// How many failed TLS handshakes in a row hold an account.
    package var tlsFailures = 3

    /// The defaults.
    package init() {}
}
