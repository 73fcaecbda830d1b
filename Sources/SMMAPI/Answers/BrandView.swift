package import SMMModel

/// One client's identity.
package struct BrandView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The brand's id.
    package var id: BrandID
    /// The short name used on the command line.
    package var name: String
    /// The name people read.
    package var title: String
    /// The IANA time zone all its wall times are in.
    package var zone: String
    /// The BCP 47 language of its texts.
    package var language: String
    /// The accent colour, #rrggbb.
    package var colour: String?
    /// When it was made.
    package var createdAt: Moment
    /// How many accounts it has.
    package var accounts: Int
    /// The asker's role in it.
    package var role: Open<Role>?

    /// A value of its parts.
    package init(
        id: BrandID, name: String, title: String, zone: String, language: String, colour: String? = nil,
        createdAt: Moment, accounts: Int, role: Open<Role>? = nil
    ) {
        self.version = APIVersion.current
        self.id = id
        self.name = name
        self.title = title
        self.zone = zone
        self.language = language
        self.colour = colour
        self.createdAt = createdAt
        self.accounts = accounts
        self.role = role
    }
}

extension BrandView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "One client's identity.",
        [
            .required("version", .integer, "The shape's version."),
            .required("id", .id(BrandKind.prefix), "The brand's id."),
            .required("name", .string, "The short name used on the command line."),
            .required("title", .string, "The name people read."),
            .required("zone", .string, "The IANA time zone all its wall times are in."),
            .required("language", .string, "The BCP 47 language of its texts."),
            .optional("colour", .string, "The accent colour, #rrggbb."),
            .required("createdAt", .reference("Moment"), "When it was made."),
            .required("accounts", .integer, "How many accounts it has."),
            .optional("role", .open(Role.allCases.map(\.rawValue)), "The asker's role in it."),
        ])
}
