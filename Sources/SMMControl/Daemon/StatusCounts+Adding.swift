import SMMAPI

extension StatusCounts {
    /// Nothing anywhere.
    static let none = StatusCounts(
        drafts: 0, scheduled: 0, underway: 0, uncertain: 0, unknown: 0, missed: 0, failed: 0, published: 0, holds: 0)

    /// Both together.
    static func + (left: StatusCounts, right: StatusCounts) -> StatusCounts {
        StatusCounts(
            drafts: left.drafts + right.drafts, scheduled: left.scheduled + right.scheduled,
            retrying: left.retrying + right.retrying, underway: left.underway + right.underway,
            uncertain: left.uncertain + right.uncertain,
            unknown: left.unknown + right.unknown, missed: left.missed + right.missed,
            failed: left.failed + right.failed, published: left.published + right.published,
            holds: left.holds + right.holds)
    }
}
