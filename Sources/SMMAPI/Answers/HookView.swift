package import SMMModel

/// A hook, at which a program may send posts.
package struct HookView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The hook's id.
    package var id: HookID
    /// The brand of its posts.
    package var brand: BrandReference
    /// Its short name.
    package var name: String
    /// Its public address; absent without a door.
    package var url: String?
    /// What its messages are signed with. It is told once, by the answer to the making.
    package var secret: String?
    /// When it was made.
    package var createdAt: Moment
    /// By whom.
    package var createdBy: String

    /// A value of its parts.
    package init(
        id: HookID, brand: BrandReference, name: String, url: String? = nil, secret: String? = nil, createdAt: Moment,
        createdBy: String
    ) {
        self.version = APIVersion.current
        self.id = id
        self.brand = brand
        self.name = name
        self.url = url
        self.secret = secret
        self.createdAt = createdAt
        self.createdBy = createdBy
    }
}

extension HookView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A hook, at which a program may send posts.",
        [
            .required("version", .integer, "The shape's version."),
            .required("id", .id(HookKind.prefix), "The hook's id."),
            .required("brand", .reference("BrandReference"), "The brand of its posts."),
            .required("name", .string, "Its short name."),
            .optional("url", .string, "Its public address; absent without a door."),
            .optional(
                "secret", .string, "What its messages are signed with. It is told once, by the answer to the making."),
            .required("createdAt", .reference("Moment"), "When it was made."),
            .required("createdBy", .string, "By whom."),
        ])
}
