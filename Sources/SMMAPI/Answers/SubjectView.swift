/// What something was done to.
package struct SubjectView: Sendable, Hashable, Codable {
    /// `post`, `account`, `brand`, …
    package var kind: String
    /// Its id.
    package var id: String

    /// A value of its parts.
    package init(kind: String, id: String) {
        self.kind = kind
        self.id = id
    }
}

extension SubjectView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What something was done to.",
        [
            .required("kind", .string, "`post`, `account`, `brand`, …"),
            .required("id", .string, "Its id."),
        ])
}
