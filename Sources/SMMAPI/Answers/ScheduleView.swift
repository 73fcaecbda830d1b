/// When a delivery is due, and what a person meant by it.
package struct ScheduleView: Sendable, Hashable, Codable {
    /// `none`, `at`, `slot` or `occurrence`.
    package var kind: String
    /// The instant it comes to.
    package var due: Moment?
    /// The wall time that was asked for.
    package var wall: String?
    /// Which of two equal wall times.
    package var fold: Int?
    /// The place in the queue.
    package var position: Int64?
    /// In a preview: whether the wall time comes twice, as at the end of summer time.
    package var twice: Bool?

    /// A value of its parts.
    package init(
        kind: String, due: Moment? = nil, wall: String? = nil, fold: Int? = nil, position: Int64? = nil,
        twice: Bool? = nil
    ) {
        self.kind = kind
        self.due = due
        self.wall = wall
        self.fold = fold
        self.position = position
        self.twice = twice
    }
}

extension ScheduleView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "When a delivery is due, and what a person meant by it.",
        [
            .required("kind", .string, "`none`, `at`, `slot` or `occurrence`."),
            .optional("due", .reference("Moment"), "The instant it comes to."),
            .optional("wall", .string, "The wall time that was asked for."),
            .optional("fold", .integer, "Which of two equal wall times."),
            .optional("position", .integer, "The place in the queue."),
            .optional(
                "twice", .boolean, "In a preview: whether the wall time comes twice, as at the end of summer time."),
        ])
}

extension ScheduleView: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("kind", kind)
            $0.member("due", due)
            $0.member("wall", wall)
            $0.member("fold", fold)
            $0.member("position", position)
            $0.member("twice", twice)
        }
    }
}
