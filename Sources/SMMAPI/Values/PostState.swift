/// How far a post or a delivery is: derived from the states of its operations, never stored.
package struct PostState: RawRepresentable, Sendable, Hashable, Codable {
    /// The name.
    package let rawValue: String
    /// Wraps a name; open, so that a newer daemon's decodes.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// No time yet.
    package static let draft = PostState(rawValue: "draft")
    /// Waits for its time.
    package static let scheduled = PostState(rawValue: "scheduled")
    /// Begun, and waits: to be tried again, for a hold, or for the time of a change or of the next part.
    package static let waiting = PostState(rawValue: "waiting")
    /// On its way at this moment.
    package static let underway = PostState(rawValue: "underway")
    /// The answer is lost; being found out.
    package static let uncertain = PostState(rawValue: "uncertain")
    /// Everything is published.
    package static let published = PostState(rawValue: "published")
    /// Some is published, some is not and will not be by itself.
    package static let partly = PostState(rawValue: "partly")
    /// Nobody could find out: a person must say.
    package static let unknown = PostState(rawValue: "unknown")
    /// Too late: a person was asked.
    package static let missed = PostState(rawValue: "missed")
    /// Refused for good.
    package static let failed = PostState(rawValue: "failed")
    /// Withdrawn before anything was sent.
    package static let cancelled = PostState(rawValue: "cancelled")
    /// Past its last moment.
    package static let expired = PostState(rawValue: "expired")
    /// Taken down again.
    package static let deleted = PostState(rawValue: "deleted")

    /// The names this program knows.
    package static let known: [PostState] = [
        draft, scheduled, waiting, underway, uncertain, published, partly, unknown, missed, failed, cancelled, expired,
        deleted,
    ]

    /// Encodes the bare name.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    /// Decodes the bare name.
    package init(from decoder: any Decoder) throws {
        self.rawValue = try decoder.singleValueContainer().decode(String.self)
    }
}

extension PostState: WireWritable {}
