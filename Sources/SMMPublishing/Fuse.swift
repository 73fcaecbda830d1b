package import SMMModel

/// An independent last cap on what an account may send, whatever the scheduler thinks.
///
/// Counts intents, not successes: a lost answer may have been a post. Pure: the caller holds time and storage.
package struct Fuse: Sendable {
    private var settings: FuseSettings
    /// Times of the sends of the last 24 hours by account, oldest first, in milliseconds.
    private var sends: [AccountID: [Int64]] = [:]

    /// A fuse with no memory; feed it the last day's intents with `record`.
    package init(settings: FuseSettings) {
        self.settings = settings
    }

    /// Takes over new limits; what was counted stays counted.
    package mutating func update(_ settings: FuseSettings) {
        self.settings = settings
    }

    /// Whether `account` may send at `now`. Does not count it.
    package mutating func check(_ account: AccountID, at now: Instant) -> FuseVerdict {
        forgetOld(account, now)
        guard let times = sends[account], let last = times.last else { return .pass }
        let wait = Instant(milliseconds: last) + settings.minimumGap
        let hour = count(times, within: .hours(1), of: now)
        let burst = count(times, within: settings.burstWindow, of: now)
        if let trip = trip("burst", burst, settings.burst) ?? trip("per-hour", hour, settings.perHour)
            ?? trip("per-day", times.count, settings.perDay)
        {
            return .trip(trip)
        }
        return wait > now ? .wait(until: wait) : .pass
    }

    /// When `account` last sent something, as far back as a day.
    package func lastSend(of account: AccountID) -> Instant? {
        sends[account]?.last.map(Instant.init(milliseconds:))
    }

    /// Counts a send whose intent became durable at `now`.
    package mutating func record(_ account: AccountID, at now: Instant) {
        sends[account, default: []].append(now.milliseconds)
    }

    /// The clock went back to `now`: what was sent since counts as sent now.
    package mutating func clockWentBack(to now: Instant) {
        sends = sends.mapValues { times in times.map { min($0, now.milliseconds) } }
    }

    /// A person reset the fuse of `account`: it counts anew.
    package mutating func reset(_ account: AccountID) {
        sends[account] = nil
    }

    private func trip(_ rule: String, _ counted: Int, _ allowed: Int) -> FuseTrip? {
        allowed > 0 && counted >= allowed ? FuseTrip(rule: rule, measured: counted + 1, allowed: allowed) : nil
    }

    private func count(_ times: [Int64], within window: Milliseconds, of now: Instant) -> Int {
        let start = (now - window).milliseconds
        var counted = 0
        for time in times.reversed() {
            guard time > start else { break }
            counted += 1
        }
        return counted
    }

    private mutating func forgetOld(_ account: AccountID, _ now: Instant) {
        let start = (now - .hours(24)).milliseconds
        guard let first = sends[account]?.first, first <= start else { return }
        sends[account]?.removeAll { $0 <= start }
    }
}
