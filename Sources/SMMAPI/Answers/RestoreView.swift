/// What releasing a restored database did.
package struct RestoreView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// How many holds were released.
    package var released: Int
    /// One sentence.
    package var message: String

    /// A value of its parts.
    package init(released: Int, message: String) {
        self.version = APIVersion.current
        self.released = released
        self.message = message
    }
}

extension RestoreView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What releasing a restored database did.",
        [
            .required("version", .integer, "The shape's version."),
            .required("released", .integer, "How many holds were released."),
            .required("message", .string, "One sentence."),
        ])
}
