import SMMModel
import SMMTime

/// Reads a time as a person writes it: the one reader behind schedules, last moments and the queue.
///
/// The list of posts, for whose times no command has an option, takes RFC 3339 alone (`QueryItems.instant`).
enum WrittenTime {
    /// The moment `text` names on the clocks of `zone`.
    ///
    /// - Parameter allowsPast: Whether a time before now is taken.
    /// - Throws: `Problem` with the forms that may be written.
    static func read(_ text: String, now: Instant, zone: Zone, allowsPast: Bool = false) throws -> When {
        do {
            return try WhenParser(now: now, zone: zone, allowsPast: allowsPast).parse(text)
        } catch {
            throw Problem.invalid(
                error.code.rawValue, error.reason, given: error.input,
                allowed: error.allowed.joined(separator: "; "),
                next: error.code == .gap ? "Take one of the times beside the gap." : nil)
        }
    }
}
