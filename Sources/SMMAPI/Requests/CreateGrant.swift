/// Gives a role. One of `user` and `group`; one of `brand` and `everywhere`.
package struct CreateGrant: Sendable, Hashable, Codable {
    /// A Unix user name.
    package var user: String?
    /// A Unix group name.
    package var group: String?
    /// `viewer`, `author`, `approver` or `admin`.
    package var role: String
    /// The brand by name, id or unique id prefix; the only one in sight when left out.
    package var brand: String?
    /// True: in every brand, also those to come.
    package var everywhere: Bool?

    /// A value of its parts.
    package init(
        user: String? = nil, group: String? = nil, role: String, brand: String? = nil, everywhere: Bool? = nil
    ) {
        self.user = user
        self.group = group
        self.role = role
        self.brand = brand
        self.everywhere = everywhere
    }
}

extension CreateGrant: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Gives a role. One of `user` and `group`; one of `brand` and `everywhere`.",
        [
            .optional("user", .string, "A Unix user name."),
            .optional("group", .string, "A Unix group name."),
            .required("role", .string, "`viewer`, `author`, `approver` or `admin`."),
            .optional(
                "brand", .string,
                "The brand by name, id or unique id prefix; the only one in sight when left out."),
            .optional("everywhere", .boolean, "True: in every brand, also those to come."),
        ])
}
