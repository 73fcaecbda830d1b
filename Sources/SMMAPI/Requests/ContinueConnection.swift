/// Goes on with what the person brings: exactly one of code, token and password.
package struct ContinueConnection: Sendable, Hashable, Codable {
    /// The code the platform showed, or sent the browser back with.
    package var code: SecretText?
    /// What came with the code by redirect.
    package var state: String?
    /// Who gave the code, where the redirect said so.
    package var issuer: String?
    /// A token made by hand on the platform.
    package var token: SecretText?
    /// A password made for programs.
    package var password: SecretText?
    /// The code of a second factor, with the password.
    package var factor: SecretText?
    /// Goes on with what a browser brought through the door; stays where it is while nothing was.
    package var door: Bool?

    /// A value of its parts.
    package init(
        code: SecretText? = nil, state: String? = nil, issuer: String? = nil, token: SecretText? = nil,
        password: SecretText? = nil, factor: SecretText? = nil, door: Bool? = nil
    ) {
        self.code = code
        self.state = state
        self.issuer = issuer
        self.token = token
        self.password = password
        self.factor = factor
        self.door = door
    }
}

extension ContinueConnection: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Goes on with what the person brings: exactly one of code, token, password and door.",
        [
            .optional("code", .string, "The code the platform showed, or sent the browser back with."),
            .optional("state", .string, "What came with the code by redirect."),
            .optional("issuer", .string, "Who gave the code, where the redirect said so."),
            .optional("token", .string, "A token made by hand on the platform."),
            .optional("password", .string, "A password made for programs."),
            .optional("factor", .string, "The code of a second factor, with the password."),
            .optional(
                "door", .boolean,
                "Goes on with what a browser brought through the door; stays where it is while nothing was."),
        ])
}
