/// How many operations stand where.
package struct StatusCounts: Sendable, Hashable, Codable {
    /// Without a time.
    package var drafts: Int
    /// Waiting for their time.
    package var scheduled: Int
    /// To be tried again.
    package var retrying: Int
    /// Claimed, prepared or sending.
    package var underway: Int
    /// The answer is lost; being found out.
    package var uncertain: Int
    /// Nobody could find out: a person must say.
    package var unknown: Int
    /// Too late: a person was asked.
    package var missed: Int
    /// Refused for good within the last day.
    package var failed: Int
    /// Sent and taken within the last day: posts, edits and deletes.
    package var published: Int
    /// Active holds.
    package var holds: Int

    /// A value of its parts.
    package init(
        drafts: Int, scheduled: Int, retrying: Int = 0, underway: Int, uncertain: Int, unknown: Int, missed: Int,
        failed: Int, published: Int, holds: Int
    ) {
        self.drafts = drafts
        self.scheduled = scheduled
        self.retrying = retrying
        self.underway = underway
        self.uncertain = uncertain
        self.unknown = unknown
        self.missed = missed
        self.failed = failed
        self.published = published
        self.holds = holds
    }
}

extension StatusCounts: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "How many operations stand where.",
        [
            .required("drafts", .integer, "Without a time."),
            .required("scheduled", .integer, "Waiting for their time."),
            .required("retrying", .integer, "To be tried again."),
            .required("underway", .integer, "Claimed, prepared or sending."),
            .required("uncertain", .integer, "The answer is lost; being found out."),
            .required("unknown", .integer, "Nobody could find out: a person must say."),
            .required("missed", .integer, "Too late: a person was asked."),
            .required("failed", .integer, "Refused for good within the last day."),
            .required("published", .integer, "Sent and taken within the last day: posts, edits and deletes."),
            .required("holds", .integer, "Active holds."),
        ])
}
