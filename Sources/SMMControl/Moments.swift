import SMMAPI
import SMMModel
import SMMTime

/// Renders instants on one brand's wall clock.
struct Moments: Sendable {
    let zone: Zone

    func callAsFunction(_ instant: Instant) -> Moment {
        Moment(instant, local: ISO8601.format(instant, in: zone), zone: zone.name)
    }

    /// Whether the wall clock shows the time of `instant` twice, as it does at the end of summer time.
    func isTwice(_ instant: Instant) -> Bool {
        if case .overlap = zone.resolve(zone.wall(at: instant)) { return true }
        return false
    }

    func callAsFunction(_ instant: Instant?) -> Moment? {
        instant.map { self($0) }
    }
}
