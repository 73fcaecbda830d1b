/// A limit that content does not keep.
package struct ViolationView: Sendable, Hashable, Codable {
    /// A stable code.
    package var rule: String
    /// The part, from 0.
    package var part: Int?
    /// One sentence.
    package var message: String
    /// What was measured, with its unit.
    package var measured: String
    /// What is allowed, with its unit.
    package var allowed: String
    /// The next step.
    package var next: String?

    /// A value of its parts.
    package init(
        rule: String, part: Int? = nil, message: String, measured: String, allowed: String, next: String? = nil
    ) {
        self.rule = rule
        self.part = part
        self.message = message
        self.measured = measured
        self.allowed = allowed
        self.next = next
    }
}

extension ViolationView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A limit that content does not keep.",
        [
            .required("rule", .string, "A stable code."),
            .optional("part", .integer, "The part, from 0."),
            .required("message", .string, "One sentence."),
            .required("measured", .string, "What was measured, with its unit."),
            .required("allowed", .string, "What is allowed, with its unit."),
            .optional("next", .string, "The next step."),
        ])
}
