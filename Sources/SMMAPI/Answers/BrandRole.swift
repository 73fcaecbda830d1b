package import SMMModel

/// A role in one brand.
package struct BrandRole: Sendable, Hashable, Codable {
    /// The brand.
    package var brand: BrandReference
    /// The role.
    package var role: Open<Role>

    /// A value of its parts.
    package init(brand: BrandReference, role: Open<Role>) {
        self.brand = brand
        self.role = role
    }
}

extension BrandRole: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A role in one brand.",
        [
            .required("brand", .reference("BrandReference"), "The brand."),
            .required("role", .open(Role.allCases.map(\.rawValue)), "The role."),
        ])
}
