package import SMMModel

/// A role given to a person or a Unix group.
package struct GrantView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The grant's id.
    package var id: GrantID
    /// In this brand; absent for every brand.
    package var brand: BrandReference?
    /// `user` or `group`.
    package var subjectKind: String
    /// The user's or Unix group's name.
    package var subject: String
    /// The role.
    package var role: Open<Role>
    /// When.
    package var grantedAt: Moment
    /// By whom.
    package var grantedBy: String
    /// When it was taken back.
    package var revokedAt: Moment?
    /// By whom it was taken back.
    package var revokedBy: String?

    /// A value of its parts.
    package init(
        id: GrantID, brand: BrandReference? = nil, subjectKind: String, subject: String, role: Open<Role>,
        grantedAt: Moment, grantedBy: String, revokedAt: Moment? = nil, revokedBy: String? = nil
    ) {
        self.version = APIVersion.current
        self.id = id
        self.brand = brand
        self.subjectKind = subjectKind
        self.subject = subject
        self.role = role
        self.grantedAt = grantedAt
        self.grantedBy = grantedBy
        self.revokedAt = revokedAt
        self.revokedBy = revokedBy
    }
}

extension GrantView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A role given to a person or a Unix group.",
        [
            .required("version", .integer, "The shape's version."),
            .required("id", .id(GrantKind.prefix), "The grant's id."),
            .optional("brand", .reference("BrandReference"), "In this brand; absent for every brand."),
            .required("subjectKind", .string, "`user` or `group`."),
            .required("subject", .string, "The user's or Unix group's name."),
            .required("role", .open(Role.allCases.map(\.rawValue)), "The role."),
            .required("grantedAt", .reference("Moment"), "When."),
            .required("grantedBy", .string, "By whom."),
            .optional("revokedAt", .reference("Moment"), "When it was taken back."),
            .optional("revokedBy", .string, "By whom it was taken back."),
        ])
}
