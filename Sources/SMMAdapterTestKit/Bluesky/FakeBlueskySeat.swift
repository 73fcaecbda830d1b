/// An account that a harness adds from another process.
package struct FakeBlueskySeat: Sendable, Hashable, Codable {
    /// The name.
    package var handle: String
    /// The account's own password. Made up: nothing here opens anything.
    package var password: String?
    /// An app password.
    package var appPassword: String?
    /// Whether the app password opens direct messages.
    package var isPrivileged: Bool?
    /// The code that goes with the account's own password.
    package var secondFactor: String?

    /// An account.
    package init(
        _ handle: String, password: String? = nil, appPassword: String? = nil, isPrivileged: Bool? = nil,
        secondFactor: String? = nil
    ) {
        self.handle = handle
        self.password = password
        self.appPassword = appPassword
        self.isPrivileged = isPrivileged
        self.secondFactor = secondFactor
    }
}
