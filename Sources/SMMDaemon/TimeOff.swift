import SMMModel
import SMMTime

/// Renders the time the daemon was off for a person: `22:10–07:40`, with dates when it was longer than a day.
struct TimeOff: Sendable {
    let zone: Zone

    func callAsFunction(_ from: Instant, _ until: Instant) -> String {
        let start = zone.wall(at: from)
        let end = zone.wall(at: until)
        let isLong = until - from >= .hours(24)
        func text(_ wall: WallTime) -> String {
            let clock = String(wall.shortDescription.prefix(16))
            return isLong ? clock : String(clock.suffix(5))
        }
        return "\(text(start))–\(text(end))"
    }
}
