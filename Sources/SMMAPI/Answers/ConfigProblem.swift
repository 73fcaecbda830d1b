/// A mistake in the configuration.
package struct ConfigProblem: Sendable, Hashable, Codable {
    /// The file.
    package var file: String?
    /// The line, from 1.
    package var line: Int?
    /// The key.
    package var key: String?
    /// One sentence.
    package var message: String
    /// The next step, such as the nearest key.
    package var next: String?

    /// A value of its parts.
    package init(file: String? = nil, line: Int? = nil, key: String? = nil, message: String, next: String? = nil) {
        self.file = file
        self.line = line
        self.key = key
        self.message = message
        self.next = next
    }

    /// The problem in a line, with its place: `file:line: key: message`.
    package var words: String {
        let place = file.map { name in "\(name)\(line.map { ":\($0)" } ?? ""): " } ?? ""
        return place + (key.flatMap { $0.isEmpty ? nil : "\($0): " } ?? "") + message
    }
}

extension ConfigProblem: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A mistake in the configuration.",
        [
            .optional("file", .string, "The file."),
            .optional("line", .integer, "The line, from 1."),
            .optional("key", .string, "The key."),
            .required("message", .string, "One sentence."),
            .optional("next", .string, "The next step, such as the nearest key."),
        ])
}
