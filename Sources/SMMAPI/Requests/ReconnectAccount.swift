/// Begins to connect an account anew.
package struct ReconnectAccount: Sendable, Hashable, Codable {
    /// The address on the person's machine that the platform may send the browser back to; `door` for the daemon's own door; a code is pasted when left out.
    package var redirect: String?
    /// A token made by hand on the platform.
    package var token: SecretText?

    /// A value of its parts.
    package init(redirect: String? = nil, token: SecretText? = nil) {
        self.redirect = redirect
        self.token = token
    }
}

extension ReconnectAccount: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Begins to connect an account anew.",
        [
            .optional(
                "redirect", .string,
                "The address on the person's machine that the platform may send the browser back to; `door` for the daemon's own door; a code is pasted when left out."
            ),
            .optional("token", .string, "A token made by hand on the platform."),
        ])
}
