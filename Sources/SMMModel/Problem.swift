/// A refusal a person can act on: a stable code, typed parameters, and the words for it.
///
/// Rendered as RFC 9457 problem+json by the API and as text by the command line.
package struct Problem: Error, Sendable, Equatable {
    /// A stable machine-readable name; open, so that an unknown code from a newer daemon still decodes.
    package struct Code: RawRepresentable, Sendable, Hashable, Codable {
        /// The code's text, e.g. `account-not-found`.
        package let rawValue: String
        /// Wraps a code.
        package init(rawValue: String) { self.rawValue = rawValue }
        /// Wraps a code.
        package init(_ rawValue: String) { self.rawValue = rawValue }
    }

    /// The stable code.
    package let code: Code
    /// The HTTP status that fits it.
    package let status: Int
    /// What happened and why, one or two sentences without a trailing command.
    package let message: String
    /// The value that was given, as text.
    package let given: String?
    /// What is allowed instead.
    package let allowed: String?
    /// The next step: a command to type or a thing to do.
    package let next: String?
    /// Further typed parameters by name.
    package let parameters: [String: String]
    /// More problems found in the same request, each complete in itself.
    package let others: [Problem]

    /// A problem.
    package init(
        _ code: Code, status: Int, _ message: String, given: String? = nil, allowed: String? = nil,
        next: String? = nil, parameters: [String: String] = [:], others: [Problem] = []
    ) {
        self.code = code
        self.status = status
        self.message = message
        self.given = given
        self.allowed = allowed
        self.next = next
        self.parameters = parameters
        self.others = others
    }
}
