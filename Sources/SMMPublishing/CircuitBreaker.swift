package import SMMModel

/// Notices that a destination host is down, so that its accounts wait without burning attempts and the others go on.
package struct CircuitBreaker: Sendable {
    private struct Destination: Sendable {
        var failures: [Instant] = []
        var openUntil: Instant?
        var probing = false
    }

    private var settings: BreakerSettings
    private var destinations: [String: Destination] = [:]

    /// A breaker with everything closed.
    package init(settings: BreakerSettings) {
        self.settings = settings
    }

    /// Takes over new limits.
    package mutating func update(_ settings: BreakerSettings) {
        self.settings = settings
    }

    /// Whether a request to `destination` may start; nil means yes, an instant means not before it.
    ///
    /// When an open breaker's time is over, one request is let through as the probe, from `began` on.
    package func waitUntil(_ destination: String, at now: Instant) -> Instant? {
        guard let state = destinations[destination], let openUntil = state.openUntil else { return nil }
        if openUntil > now { return openUntil }
        return state.probing ? now + settings.openFor : nil
    }

    /// A request is on its way; where the breaker is open it is the probe. `succeeded`, `failed` or `abandoned` follows.
    package mutating func began(_ destination: String) {
        guard destinations[destination]?.openUntil != nil else { return }
        destinations[destination]?.probing = true
    }

    /// The request came to nothing that tells of the destination: another one may be the probe.
    package mutating func abandoned(_ destination: String) {
        destinations[destination]?.probing = false
    }

    /// A request was answered: the destination is up.
    package mutating func succeeded(_ destination: String) {
        if destinations[destination] != nil { destinations[destination] = nil }
    }

    /// A request failed for reasons of the destination. Returns true when this opened the breaker.
    package mutating func failed(_ destination: String, at now: Instant) -> Bool {
        var state = destinations[destination] ?? Destination()
        defer { destinations[destination] = state }
        if state.openUntil != nil {
            state.openUntil = now + settings.openFor
            state.probing = false
            return false
        }
        state.failures.removeAll { $0 <= now - settings.within }
        state.failures.append(now)
        guard state.failures.count >= settings.failures else { return false }
        state.openUntil = now + settings.openFor
        state.failures = []
        return true
    }

    /// The clock went back to `now`: failures that are still to come are forgotten, and none is open for longer than one
    /// that opens now.
    package mutating func clockWentBack(to now: Instant) {
        destinations = destinations.mapValues { old in
            var state = old
            state.failures.removeAll { $0 > now }
            state.openUntil = old.openUntil.map { min($0, now + settings.openFor) }
            return state
        }
    }

    /// The destinations that are down now, for status and doctor.
    package func open(at now: Instant) -> [String] {
        destinations.filter { $0.value.openUntil != nil }.map(\.key).sorted()
    }
}
