package import SMMModel

/// Several accounts under one name.
package struct GroupView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The group's id.
    package var id: GroupID
    /// The brand it belongs to.
    package var brand: BrandReference
    /// The short name, unique in the brand.
    package var name: String
    /// Its members by name.
    package var accounts: [AccountReference]
    /// When it was made.
    package var createdAt: Moment

    /// A value of its parts.
    package init(id: GroupID, brand: BrandReference, name: String, accounts: [AccountReference], createdAt: Moment) {
        self.version = APIVersion.current
        self.id = id
        self.brand = brand
        self.name = name
        self.accounts = accounts
        self.createdAt = createdAt
    }
}

extension GroupView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Several accounts under one name.",
        [
            .required("version", .integer, "The shape's version."),
            .required("id", .id(GroupKind.prefix), "The group's id."),
            .required("brand", .reference("BrandReference"), "The brand it belongs to."),
            .required("name", .string, "The short name, unique in the brand."),
            .required("accounts", .array(.reference("AccountReference")), "Its members by name."),
            .required("createdAt", .reference("Moment"), "When it was made."),
        ])
}
