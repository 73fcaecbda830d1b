/// Makes a hook.
package struct CreateHook: Sendable, Hashable, Codable {
    /// The brand by name, id or unique id prefix; the only one in sight when left out.
    package var brand: String?
    /// Lower-case letters, digits and hyphens, 1 to 40, beginning with a letter.
    package var name: String

    /// A value of its parts.
    package init(brand: String? = nil, name: String) {
        self.brand = brand
        self.name = name
    }
}

extension CreateHook: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Makes a hook.",
        [
            .optional(
                "brand", .string, "The brand by name, id or unique id prefix; the only one in sight when left out."),
            .required("name", .string, "Lower-case letters, digits and hyphens, 1 to 40, beginning with a letter."),
        ])
}
