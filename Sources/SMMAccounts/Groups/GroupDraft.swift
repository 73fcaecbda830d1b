/// A group to be made.
package struct GroupDraft: Sendable, Hashable {
    /// The brand by name, id or unique id prefix; the only one in sight when nil.
    package var brand: String?
    /// The short name.
    package var name: String
    /// The first members, by name or id.
    package var accounts: [String]

    /// A draft.
    package init(brand: String? = nil, name: String, accounts: [String] = []) {
        self.brand = brand
        self.name = name
        self.accounts = accounts
    }
}
