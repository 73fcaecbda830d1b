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
