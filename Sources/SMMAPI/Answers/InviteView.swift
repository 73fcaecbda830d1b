package import SMMModel

/// An invite for a client.
package struct InviteView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The invite's id.
    package var id: InviteID
    /// The brand that the account is for.
    package var brand: BrandReference
    /// The platform's name.
    package var platform: String
    /// The short name that the account gets.
    package var name: String
    /// `open`, `used`, `withdrawn` or `expired`.
    package var state: String
    /// The address to be sent to the client. It is told once, by the answer to the making.
    package var url: String?
    /// When it was made.
    package var createdAt: Moment
    /// By whom.
    package var createdBy: String
    /// From when on it is not good any more.
    package var expiresAt: Moment
    /// When it was used or withdrawn.
    package var endedAt: Moment?
    /// By whom it was withdrawn.
    package var endedBy: String?
    /// What it connected.
    package var account: AccountID?

    /// A value of its parts.
    package init(
        id: InviteID, brand: BrandReference, platform: String, name: String, state: String, url: String? = nil,
        createdAt: Moment, createdBy: String, expiresAt: Moment, endedAt: Moment? = nil, endedBy: String? = nil,
        account: AccountID? = nil
    ) {
        self.version = APIVersion.current
        self.id = id
        self.brand = brand
        self.platform = platform
        self.name = name
        self.state = state
        self.url = url
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.expiresAt = expiresAt
        self.endedAt = endedAt
        self.endedBy = endedBy
        self.account = account
    }
}

extension InviteView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "An invite for a client.",
        [
            .required("version", .integer, "The shape's version."),
            .required("id", .id(InviteKind.prefix), "The invite's id."),
            .required("brand", .reference("BrandReference"), "The brand that the account is for."),
            .required("platform", .string, "The platform's name."),
            .required("name", .string, "The short name that the account gets."),
            .required("state", .string, "`open`, `used`, `withdrawn` or `expired`."),
            .optional(
                "url", .string, "The address to be sent to the client. It is told once, by the answer to the making."),
            .required("createdAt", .reference("Moment"), "When it was made."),
            .required("createdBy", .string, "By whom."),
            .required("expiresAt", .reference("Moment"), "From when on it is not good any more."),
            .optional("endedAt", .reference("Moment"), "When it was used or withdrawn."),
            .optional("endedBy", .string, "By whom it was withdrawn."),
            .optional("account", .id(AccountKind.prefix), "What it connected."),
        ])
}
