/// Why the fuse tripped.
package struct FuseTrip: Sendable, Hashable {
    /// Which limit: `per-hour`, `per-day`, `burst`, `repeat`.
    package var rule: String
    /// What was counted, with the send that was refused.
    package var measured: Int
    /// What is allowed.
    package var allowed: Int

    /// A trip.
    package init(rule: String, measured: Int, allowed: Int) {
        self.rule = rule
        self.measured = measured
        self.allowed = allowed
    }

    /// One sentence for a person.
    package var sentence: String {
        switch rule {
        case "repeat": "The same text went to the same place within the repeat window."
        case "burst": "\(measured) sends in a burst; \(allowed) are allowed."
        case "per-hour": "\(measured) sends within an hour; \(allowed) are allowed."
        default: "\(measured) sends within 24 hours; \(allowed) are allowed."
        }
    }
}
