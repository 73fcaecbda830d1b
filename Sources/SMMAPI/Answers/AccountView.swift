package import SMMModel

/// One profile on one platform.
package struct AccountView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The account's id.
    package var id: AccountID
    /// The brand it belongs to.
    package var brand: BrandReference
    /// The platform's name.
    package var platform: String
    /// The short name, unique in the brand.
    package var name: String
    /// The platform's settings by name; never a secret.
    package var settings: [String: String]
    /// The class A to E of what a lost answer can mean on this platform.
    package var guarantee: String?
    /// What people call it on the platform, as far as is known.
    package var handle: String?
    /// How its credential stands: `good` or `refused`; left out where it has none.
    package var credential: String?
    /// How many weekly slots it has.
    package var slots: Int
    /// Why nothing goes out on it now; empty when nothing stands in the way.
    package var held: [HoldReason]
    /// When it was made.
    package var createdAt: Moment
    /// What is left for a person to do, after a removal alone; left out where there is nothing.
    package var remarks: [String]?

    /// A value of its parts.
    package init(
        id: AccountID, brand: BrandReference, platform: String, name: String, settings: [String: String],
        guarantee: String? = nil, handle: String? = nil, credential: String? = nil, slots: Int, held: [HoldReason],
        createdAt: Moment, remarks: [String]? = nil
    ) {
        self.version = APIVersion.current
        self.id = id
        self.brand = brand
        self.platform = platform
        self.name = name
        self.settings = settings
        self.guarantee = guarantee
        self.handle = handle
        self.credential = credential
        self.slots = slots
        self.held = held
        self.createdAt = createdAt
        self.remarks = remarks
    }
}

extension AccountView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "One profile on one platform.",
        [
            .required("version", .integer, "The shape's version."),
            .required("id", .id(AccountKind.prefix), "The account's id."),
            .required("brand", .reference("BrandReference"), "The brand it belongs to."),
            .required("platform", .string, "The platform's name."),
            .required("name", .string, "The short name, unique in the brand."),
            .required("settings", .map(.string), "The platform's settings by name; never a secret."),
            .optional("guarantee", .string, "The class A to E of what a lost answer can mean on this platform."),
            .optional("handle", .string, "What people call it on the platform, as far as is known."),
            .optional(
                "credential", .string,
                "How its credential stands: `good` or `refused`; left out where it has none."),
            .required("slots", .integer, "How many weekly slots it has."),
            .required("held", .array(.string), "Why nothing goes out on it now; empty when nothing stands in the way."),
            .required("createdAt", .reference("Moment"), "When it was made."),
            .optional("remarks", .array(.string), "What is left for a person to do, after a removal alone."),
        ])
}
