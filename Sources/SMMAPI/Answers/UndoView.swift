package import SMMModel

/// What was taken back.
package struct UndoView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// One sentence.
    package var message: String
    /// The brand concerned.
    package var brand: BrandReference?
    /// The post concerned.
    package var post: PostID?

    /// A value of its parts.
    package init(message: String, brand: BrandReference? = nil, post: PostID? = nil) {
        self.version = APIVersion.current
        self.message = message
        self.brand = brand
        self.post = post
    }
}

extension UndoView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What was taken back.",
        [
            .required("version", .integer, "The shape's version."),
            .required("message", .string, "One sentence."),
            .optional("brand", .reference("BrandReference"), "The brand concerned."),
            .optional("post", .id(PostKind.prefix), "The post concerned."),
        ])
}
