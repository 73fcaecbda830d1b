import SMMAPI
import SMMModel
import SMMTime

/// Renders instants on one brand's wall clock.
struct Moments: Sendable {
    let zone: Zone

    func callAsFunction(_ instant: Instant) -> Moment {
        Moment(instant, local: ISO8601.format(instant, in: zone), zone: zone.name)
    }

    func callAsFunction(_ instant: Instant?) -> Moment? {
        instant.map { self($0) }
    }
}
