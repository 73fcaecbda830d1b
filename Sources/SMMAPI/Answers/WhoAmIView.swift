package import SMMModel

/// Who the daemon takes the asker for.
package struct WhoAmIView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// `user`, `system`, `rule` or `adapter`.
    package var kind: String
    /// The user's name.
    package var name: String
    /// The Unix user id.
    package var uid: UInt32?
    /// The role that holds in every brand.
    package var everywhere: Open<Role>?
    /// The role in each brand.
    package var brands: [BrandRole]

    /// A value of its parts.
    package init(kind: String, name: String, uid: UInt32? = nil, everywhere: Open<Role>? = nil, brands: [BrandRole]) {
        self.version = APIVersion.current
        self.kind = kind
        self.name = name
        self.uid = uid
        self.everywhere = everywhere
        self.brands = brands
    }
}

extension WhoAmIView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Who the daemon takes the asker for.",
        [
            .required("version", .integer, "The shape's version."),
            .required("kind", .string, "`user`, `system`, `rule` or `adapter`."),
            .required("name", .string, "The user's name."),
            .optional("uid", .integer, "The Unix user id."),
            .optional("everywhere", .open(Role.allCases.map(\.rawValue)), "The role that holds in every brand."),
            .required("brands", .array(.reference("BrandRole")), "The role in each brand."),
        ])
}
