/// A setting of an account that its platform cannot be used with.
package struct SettingFault: Sendable, Hashable, Codable {
    /// The setting's name.
    package var setting: String
    /// What is wrong, one sentence that names the setting.
    package var message: String
    /// The value it has.
    package var given: String
    /// The rule a value keeps.
    package var allowed: String
    /// A value that keeps it.
    package var example: String

    /// A fault.
    package init(_ setting: String, _ message: String, given: String, allowed: String, example: String) {
        self.setting = setting
        self.message = message
        self.given = given
        self.allowed = allowed
        self.example = example
    }
}
