/// Why something did not work.
package struct FailureView: Sendable, Hashable, Codable {
    /// A stable code.
    package var code: String
    /// One sentence.
    package var message: String
    /// The next command to type.
    package var next: String?

    /// A value of its parts.
    package init(code: String, message: String, next: String? = nil) {
        self.code = code
        self.message = message
        self.next = next
    }
}

extension FailureView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Why something did not work.",
        [
            .required("code", .string, "A stable code."),
            .required("message", .string, "One sentence."),
            .optional("next", .string, "The next command to type."),
        ])
}

extension FailureView: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("code", code)
            $0.member("message", message)
            $0.member("next", next)
        }
    }
}
