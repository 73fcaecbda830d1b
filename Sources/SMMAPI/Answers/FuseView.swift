/// An account's last cap after a reset.
package struct FuseView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// The account.
    package var account: AccountReference
    /// How many fuse holds were released.
    package var released: Int
    /// One sentence.
    package var message: String

    /// A value of its parts.
    package init(account: AccountReference, released: Int, message: String) {
        self.version = APIVersion.current
        self.account = account
        self.released = released
        self.message = message
    }
}

extension FuseView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "An account's last cap after a reset.",
        [
            .required("version", .integer, "The shape's version."),
            .required("account", .reference("AccountReference"), "The account."),
            .required("released", .integer, "How many fuse holds were released."),
            .required("message", .string, "One sentence."),
        ])
}
