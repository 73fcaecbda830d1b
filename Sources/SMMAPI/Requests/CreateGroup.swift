/// Makes a group of accounts.
package struct CreateGroup: Sendable, Hashable, Codable {
    /// The brand by name, id or unique id prefix; the only one in sight when left out.
    package var brand: String?
    /// Lower-case letters, digits and hyphens, 1 to 40, beginning with a letter.
    package var name: String
    /// The first members, by name or id.
    package var accounts: [String]?

    /// A value of its parts.
    package init(brand: String? = nil, name: String, accounts: [String]? = nil) {
        self.brand = brand
        self.name = name
        self.accounts = accounts
    }
}

extension CreateGroup: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Makes a group of accounts.",
        [
            .optional(
                "brand", .string,
                "The brand by name, id or unique id prefix; the only one in sight when left out."),
            .required("name", .string, "Lower-case letters, digits and hyphens, 1 to 40, beginning with a letter."),
            .optional("accounts", .array(.string), "The first members, by name or id."),
        ])
}
