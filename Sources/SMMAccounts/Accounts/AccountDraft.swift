/// An account to be made.
package struct AccountDraft: Sendable, Hashable {
    /// The brand by name, id or unique id prefix; the only one in sight when nil.
    package var brand: String?
    /// The platform's name.
    package var platform: String
    /// The short name.
    package var name: String
    /// The platform's settings.
    package var settings: [String: String]

    /// A draft.
    package init(brand: String? = nil, platform: String, name: String, settings: [String: String] = [:]) {
        self.brand = brand
        self.platform = platform
        self.name = name
        self.settings = settings
    }
}
