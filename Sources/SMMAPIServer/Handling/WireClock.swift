import SMMAPI
import SMMModel

/// Writes instants with a zone's wall clock beside them.
struct WireClock: Sendable {
    private let local: @Sendable (Instant, String) -> String?

    init(local: @escaping @Sendable (Instant, String) -> String?) {
        self.local = local
    }

    /// The moment, with the wall clock of `zone` where it is known.
    func moment(_ instant: Instant, _ zone: String?) -> Moment {
        guard let zone, let text = local(instant, zone) else { return Moment(instant) }
        return Moment(instant, local: text, zone: zone)
    }
}
