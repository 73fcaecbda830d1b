package import SMMModel

/// A recurring weekly time of an account.
package struct SlotView: Sendable, Hashable, Codable {
    /// The slot's id.
    package var id: SlotID
    /// 1 is Monday, 7 is Sunday (ISO 8601).
    package var weekday: Int
    /// The time of day on the brand's wall clock, `09:30`.
    package var time: String
    /// When it comes next.
    package var next: Moment?

    /// A value of its parts.
    package init(id: SlotID, weekday: Int, time: String, next: Moment? = nil) {
        self.id = id
        self.weekday = weekday
        self.time = time
        self.next = next
    }
}

extension SlotView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A recurring weekly time of an account.",
        [
            .required("id", .id(SlotKind.prefix), "The slot's id."),
            .required("weekday", .integer, "1 is Monday, 7 is Sunday (ISO 8601)."),
            .required("time", .string, "The time of day on the brand's wall clock, `09:30`."),
            .optional("next", .reference("Moment"), "When it comes next."),
        ])
}
