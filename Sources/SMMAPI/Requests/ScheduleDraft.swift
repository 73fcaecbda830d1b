/// When a post shall go out.
package struct ScheduleDraft: Sendable, Hashable, Codable {
    /// `now`, `at`, `slot` (the next free one) or `draft`.
    package var kind: String
    /// For `at`: RFC 3339, or a wall time of the brand (`2026-12-24T18:00`, `tomorrow 09:30`).
    package var at: String?
    /// For a wall time that comes twice: 0 is the first, 1 the second.
    package var fold: Int?

    /// A value of its parts.
    package init(kind: String, at: String? = nil, fold: Int? = nil) {
        self.kind = kind
        self.at = at
        self.fold = fold
    }
}

extension ScheduleDraft: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "When a post shall go out.",
        [
            .required("kind", .string, "`now`, `at`, `slot` (the next free one) or `draft`."),
            .optional(
                "at", .string,
                "For `at`: RFC 3339, or a wall time of the brand (`2026-12-24T18:00`, `tomorrow 09:30`)."),
            .optional("fold", .integer, "For a wall time that comes twice: 0 is the first, 1 the second."),
        ])
}

extension ScheduleDraft: WireReadable {
    init(_ members: WireMembers) throws(WireMismatch) {
        kind = try members.string("kind").required("kind")
        at = try members.string("at")
        fold = try members.integer("fold", Int.self)
    }
}
