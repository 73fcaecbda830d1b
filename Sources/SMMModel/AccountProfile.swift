/// One profile on one platform, without its credentials.
package struct AccountProfile: Sendable, Hashable, Codable {
    /// The account's id.
    package var id: AccountID
    /// The brand it belongs to.
    package var brand: BrandID
    /// The platform's name, e.g. `site`.
    package var platform: String
    /// The short name used on the command line, unique in the brand.
    package var name: String
    /// Platform settings by name, checked against the manifest (never a secret).
    package var settings: [String: String]
    /// What the platform said about the account and its server when it was last checked: its identity there, the
    /// server's limits and what it can do. Never a secret, never set by a person; an adapter names what it knows.
    package var facts: [String: String]

    /// An account.
    package init(
        id: AccountID, brand: BrandID, platform: String, name: String, settings: [String: String] = [:],
        facts: [String: String] = [:]
    ) {
        self.id = id
        self.brand = brand
        self.platform = platform
        self.name = name
        self.settings = settings
        self.facts = facts
    }
}

extension AccountProfile {
    /// Reads an account; one that was written before facts were kept has none.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try fields.decode(AccountID.self, forKey: .id), brand: try fields.decode(BrandID.self, forKey: .brand),
            platform: try fields.decode(String.self, forKey: .platform),
            name: try fields.decode(String.self, forKey: .name),
            settings: try fields.decode([String: String].self, forKey: .settings),
            facts: try fields.decodeIfPresent([String: String].self, forKey: .facts) ?? [:])
    }
}
