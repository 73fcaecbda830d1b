/// A limit that content does not keep.
package struct Violation: Sendable, Hashable, Codable {
    /// The rule's stable code, e.g. `text-too-long`, `media-too-many`, `media-too-large`, `media-type`.
    package var rule: String
    /// The part it concerns, from 0; nil for the whole.
    package var part: Int?
    /// One sentence.
    package var message: String
    /// What was measured, with its unit.
    package var measured: String
    /// What is allowed, with its unit.
    package var allowed: String
    /// The next step.
    package var next: String?

    /// A violation.
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
