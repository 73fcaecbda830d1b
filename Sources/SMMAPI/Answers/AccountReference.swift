package import SMMModel

/// An account as other things name it.
package struct AccountReference: Sendable, Hashable, Codable {
    /// The account's id.
    package var id: AccountID
    /// Its short name, unique in the brand.
    package var name: String
    /// The platform's name.
    package var platform: String

    /// A value of its parts.
    package init(id: AccountID, name: String, platform: String) {
        self.id = id
        self.name = name
        self.platform = platform
    }
}

extension AccountReference: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "An account as other things name it.",
        [
            .required("id", .id(AccountKind.prefix), "The account's id."),
            .required("name", .string, "Its short name, unique in the brand."),
            .required("platform", .string, "The platform's name."),
        ])
}

extension AccountReference: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("id", id)
            $0.member("name", name)
            $0.member("platform", platform)
        }
    }
}
