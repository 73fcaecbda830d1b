/// What a network sends a browser back with (RFC 6749, section 4.1.2; RFC 9207 for the issuer). Empty where it said nothing.
package struct DoorCallback: Sendable, Hashable {
    /// The most bytes of each of its texts.
    package static let longestText = 2048

    /// Names the connection that waits for it.
    package var state: String
    /// What is exchanged for a credential.
    package var code: String
    /// Who says so.
    package var issuer: String
    /// Why there is no code.
    package var error: String

    /// A callback.
    package init(state: String, code: String, issuer: String = "", error: String = "") {
        self.state = state
        self.code = code
        self.issuer = issuer
        self.error = error
    }

    /// Its texts, in the order in which they cross.
    package var texts: [String] { [state, code, issuer, error] }
}
