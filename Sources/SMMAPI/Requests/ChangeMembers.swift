/// Adds and removes members of a group.
package struct ChangeMembers: Sendable, Hashable, Codable {
    /// Accounts to add, by name or id.
    package var add: [String]?
    /// Accounts to remove, by name or id.
    package var remove: [String]?

    /// A value of its parts.
    package init(add: [String]? = nil, remove: [String]? = nil) {
        self.add = add
        self.remove = remove
    }
}

extension ChangeMembers: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Adds and removes members of a group.",
        [
            .optional("add", .array(.string), "Accounts to add, by name or id."),
            .optional("remove", .array(.string), "Accounts to remove, by name or id."),
        ])
}
