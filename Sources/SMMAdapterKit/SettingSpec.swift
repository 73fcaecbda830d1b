/// A setting of an account, or an option of a post, as the manifest declares it.
package struct SettingSpec: Sendable, Hashable, Codable {
    /// The name, e.g. `directory`.
    package var name: String
    /// What it is for, one sentence.
    package var help: String
    /// Whether an account cannot do without.
    package var isRequired: Bool
    /// The value when none is given.
    package var defaultValue: String?
    /// Whether a credential was given for this value: it then changes only when the account is connected anew, so that no
    /// token ever goes to a server it was not made for.
    package var isBound: Bool
    /// The allowed values; empty means any text.
    package var allowed: [String]

    /// A setting.
    package init(
        _ name: String, help: String, isRequired: Bool = false, defaultValue: String? = nil, isBound: Bool = false,
        allowed: [String] = []
    ) {
        self.name = name
        self.help = help
        self.isRequired = isRequired
        self.defaultValue = defaultValue
        self.isBound = isBound
        self.allowed = allowed
    }
}
