/// A weekly time on the brand's wall clock.
package struct SlotTime: Sendable, Hashable, Codable {
    /// 1 is Monday, 7 is Sunday (ISO 8601).
    package var weekday: Int
    /// The time of day, `09:30`.
    package var time: String

    /// A value of its parts.
    package init(weekday: Int, time: String) {
        self.weekday = weekday
        self.time = time
    }
}

extension SlotTime: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A weekly time on the brand's wall clock.",
        [
            .required("weekday", .integer, "1 is Monday, 7 is Sunday (ISO 8601)."),
            .required("time", .string, "The time of day, `09:30`."),
        ])
}
