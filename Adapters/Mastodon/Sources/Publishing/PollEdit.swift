import SMMAdapterKit
import SMMModel
import SMMTime

/// What an edit says of the poll of a status.
///
/// An edit that leaves the poll out takes it away, and one that repeats it sets its end anew (update of a status in
/// Mastodon and GoToSocial). So the same choices are sent with the time that is left, and votes and end stay.
struct PollEdit {
    /// The poll as it shall be.
    let wanted: PollDraft?
    /// The poll as it stands.
    let standing: JSONValue?
    /// The time on the server's clock.
    let now: Instant
    /// The shortest time a poll may be open on this server, in seconds.
    let shortest: Int

    /// Whether the poll stands as it shall be. How long it was to be open is not told by a server, nor whether it hides
    /// its totals.
    var isSame: Bool {
        guard let wanted else { return standing == nil }
        guard let standing else { return false }
        let choices = (standing["options"]?.elements ?? []).map { $0["title"]?.string ?? "" }
        return choices.count == wanted.choices.count
            && zip(choices, wanted.choices).allSatisfy { $0 == $1 || PlainText.of($0) == $1 }
            && (standing["multiple"]?.bool ?? false) == wanted.isMultiple
    }

    /// The parameter of the edit; nil takes a poll away.
    ///
    /// - Throws: `refused` where the poll is over: no server keeps one that is over through an edit without opening it
    ///   again.
    func json() throws(Obstacle) -> JSONValue? {
        guard var poll = wanted else { return nil }
        guard isSame, let standing else { return poll.json }
        let left = standing["expires_at"]?.string.flatMap { ISO8601.instant($0) }.map { $0 - now }
        if standing["expired"]?.bool == true || left.map({ $0 <= .zero }) == true {
            throw .refused(
                Failure("poll-over", "The poll is over, and an edit of its status would open it again or remove it."))
        }
        // A second that has begun is a whole one, and no server takes less than its shortest.
        if let left { poll.seconds = max(shortest, Int(clamping: left.count / 1000 + (left.count % 1000 > 0 ? 1 : 0))) }
        return poll.json
    }
}
