/// One thing the doctor looked at.
package struct Finding: Sendable, Hashable, Codable {
    /// A stable code.
    package var code: String
    /// `ok`, `warning` or `error`.
    package var level: String
    /// One sentence.
    package var message: String
    /// The next command to type.
    package var next: String?

    /// A value of its parts.
    package init(code: String, level: String, message: String, next: String? = nil) {
        self.code = code
        self.level = level
        self.message = message
        self.next = next
    }
}

extension Finding: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "One thing the doctor looked at.",
        [
            .required("code", .string, "A stable code."),
            .required("level", .string, "`ok`, `warning` or `error`."),
            .required("message", .string, "One sentence."),
            .optional("next", .string, "The next command to type."),
        ])
}
